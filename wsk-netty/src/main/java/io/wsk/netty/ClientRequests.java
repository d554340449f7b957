package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.control.ClientControls.WSK_CACHE_SD;
import static io.wsk.api.control.ClientControls.WSK_RELEASE_SD;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.ClientControls.WSK_TDI_BEHAVIOR;
import static io.wsk.api.control.ClientControls.WSK_TDI_BEHAVIOR_BYPASS_TDI;
import static io.wsk.api.control.ClientControls.WSK_TRANSPORT_LIST_CHANGE;
import static io.wsk.api.control.ClientControls.WSK_TRANSPORT_LIST_QUERY;
import static io.wsk.api.control.NpiId.NPI_WSK_INTERFACE_ID;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.CachedSecurityDescriptor;
import io.wsk.api.control.ClientControl;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.api.control.WskTransport;
import io.wsk.api.control.WskTransportList;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** WskControlClient. */
final class ClientRequests {
  /** Names this provider where transports are listed. */
  private static final UUID PROVIDER_ID = UUID.fromString("6c7f2e0a-4f58-4b4e-9d0c-3a1f7e52b8d4");

  private static final WskTransportList TRANSPORTS =
      new WskTransportList(List.of(tcp(AF_INET), tcp(AF_INET6), udp(AF_INET), udp(AF_INET6)));

  private final Client client;
  private final Set<Irp<?>> listChanges = ConcurrentHashMap.newKeySet();

  ClientRequests(Client client) {
    this.client = client;
  }

  private static WskTransport tcp(int family) {
    return new WskTransport(
        ProviderDispatch.HIGHEST, SOCK_STREAM, IPPROTO_TCP, family, PROVIDER_ID);
  }

  private static WskTransport udp(int family) {
    return new WskTransport(ProviderDispatch.HIGHEST, SOCK_DGRAM, IPPROTO_UDP, family, PROVIDER_ID);
  }

  <I, O> NtStatus serve(
      ClientControl<I, O> control,
      @Nullable I input,
      @Nullable ControlOutput<O> output,
      @Nullable Irp<?> irp) {
    if (irp != null && !IoManager.begin(irp, new Request(control.name()))) {
      return STATUS_INVALID_PARAMETER;
    }
    if (!control.irpUse().allows(irp != null)) {
      return Requests.finish(irp, STATUS_INVALID_PARAMETER);
    }
    if (control.code() == WSK_TRANSPORT_LIST_CHANGE.code() && irp != null) {
      return awaitListChange(irp);
    }
    return Requests.finish(irp, answer(control, input, output));
  }

  /** The controls that are answered at once. */
  private <I, O> NtStatus answer(
      ClientControl<I, O> control, @Nullable I input, @Nullable ControlOutput<O> output) {
    int code = control.code();
    if (code == WSK_SET_STATIC_EVENT_CALLBACKS.code()) {
      return setStaticEvents(input);
    }
    if (code == WSK_TRANSPORT_LIST_QUERY.code()) {
      return listTransports(control.outputAs(WskTransportList.class, output));
    }
    if (code == WSK_CACHE_SD.code()) {
      return descriptors().cache(input, control.outputAs(CachedSecurityDescriptor.class, output));
    }
    if (code == WSK_RELEASE_SD.code()) {
      return descriptors().release(input);
    }
    if (code == WSK_TDI_BEHAVIOR.code()) {
      return setTdiBehavior(input);
    }
    // WSK_TDI_DEVICENAME_MAPPING too: there are no such devices.
    return STATUS_NOT_SUPPORTED;
  }

  private SecurityDescriptors descriptors() {
    return client.runtime().securityDescriptors();
  }

  private static NtStatus setTdiBehavior(@Nullable Object input) {
    if (!(input instanceof Integer mask)) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    // Nothing is ever diverted to TDI, so there is nothing to do.
    return mask == WSK_TDI_BEHAVIOR_BYPASS_TDI ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
  }

  private NtStatus setStaticEvents(@Nullable Object input) {
    if (!(input instanceof WskEventCallbackControl control)) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    return control.npiId().equals(NPI_WSK_INTERFACE_ID)
        ? client.setStaticEvents(control.eventMask())
        : STATUS_NOT_SUPPORTED;
  }

  private static NtStatus listTransports(@Nullable ControlOutput<WskTransportList> output) {
    return output == null
        ? STATUS_BUFFER_OVERFLOW
        : ControlOutputs.give(output, TRANSPORTS, TRANSPORTS.transports().size());
  }

  /** The list never changes here, so this ends by cancel or by deregistration. */
  private NtStatus awaitListChange(Irp<?> irp) {
    listChanges.add(irp);
    if (client.isLeaving()) {
      // Deregistration may have looked before the request was there.
      cancel(irp);
    }
    return STATUS_PENDING;
  }

  private void cancel(Irp<?> irp) {
    if (listChanges.remove(irp)) {
      Requests.finish(irp, STATUS_CANCELLED);
      client.requestEnded();
    }
  }

  /** Deregistration has begun. */
  void cancelAll() {
    listChanges.forEach(this::cancel);
  }

  /** The names of what is pending. */
  List<String> pending() {
    return listChanges.stream().map(irp -> WSK_TRANSPORT_LIST_CHANGE.name()).toList();
  }

  /** What an IRP of the client is pending for. */
  private final class Request extends Operation {
    Request(String control) {
      super("WskControlClient " + control, "client", client.runtime().metrics());
    }

    @Override
    public void cancelRequested(Irp<?> irp, int ticket) {
      if (IoManager.isPending(irp, ticket)) {
        cancel(irp);
      }
    }
  }
}
