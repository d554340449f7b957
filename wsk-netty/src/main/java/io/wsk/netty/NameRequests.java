package io.wsk.netty;

import static io.wsk.api.Ws2Def.NS_ALL;
import static io.wsk.nt.NtStatus.STATUS_INSUFFICIENT_RESOURCES;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AddrInfoExW;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's look-ups: WskGetAddressInfo, WskGetNameInfo and WskFreeAddressInfo. */
final class NameRequests {
  private static final Logger LOG = LoggerFactory.getLogger(NameRequests.class);

  private final Client client;
  private final Set<NameRequest<?>> pending = ConcurrentHashMap.newKeySet();
  private final AddressLists lists = new AddressLists();

  NameRequests(Client client) {
    this.client = client;
  }

  Client client() {
    return client;
  }

  NtStatus getAddressInfo(
      @Nullable String node,
      @Nullable String service,
      int nameSpace,
      @Nullable AddrInfoExW hints,
      @Nullable Irp<? super AddrInfoExW> irp) {
    AddressLookup lookup = AddressLookup.of(node, service, hints);
    if (irp == null || lookup == null) {
      return refuse("WskGetAddressInfo", STATUS_INVALID_PARAMETER, irp);
    }
    if (nameSpace != NS_ALL) {
      return refuse("WskGetAddressInfo", STATUS_NOT_SUPPORTED, irp);
    }
    return begin("WskGetAddressInfo", lookup, list -> give(list, irp), irp);
  }

  private void give(AddrInfoExW list, Irp<? super AddrInfoExW> irp) {
    lists.give(list);
    IoManager.completeWith(irp, list);
  }

  NtStatus getNameInfo(
      InetSocketAddress address,
      @Nullable Out<String> node,
      @Nullable Out<String> service,
      int flags,
      @Nullable Irp<?> irp) {
    if (address.isUnresolved()) {
      return refuse("WskGetNameInfo", STATUS_INVALID_ADDRESS, irp);
    }
    NameLookup lookup = NameLookup.of(address, node != null, service != null, flags);
    if (irp == null || lookup == null) {
      return refuse("WskGetNameInfo", STATUS_INVALID_PARAMETER, irp);
    }
    return begin("WskGetNameInfo", lookup, found -> give(found, node, service, irp), irp);
  }

  private static void give(
      NameLookup.Names found,
      @Nullable Out<String> node,
      @Nullable Out<String> service,
      Irp<?> irp) {
    if (node != null && found.node() != null) {
      node.set(found.node());
    }
    if (service != null && found.service() != null) {
      service.set(found.service());
    }
    Requests.finish(irp, STATUS_SUCCESS);
  }

  private NtStatus refuse(String function, NtStatus status, @Nullable Irp<?> irp) {
    Operation operation = new Operation(function, "client", client.runtime().metrics());
    return irp != null && IoManager.begin(irp, operation)
        ? Requests.finish(irp, status)
        : STATUS_INVALID_PARAMETER;
  }

  private <R> NtStatus begin(String function, Lookup<R> lookup, Consumer<R> deliver, Irp<?> irp) {
    NameRequest<R> request = new NameRequest<>(function, this, lookup, deliver, irp);
    // Before the IRP is taken: from then on a cancel may end the request, and has to find it here.
    pending.add(request);
    if (!IoManager.begin(irp, request)) {
      ended(request);
      return STATUS_INVALID_PARAMETER;
    }
    if (!lookup.asksTheHost()) {
      // Nothing to wait for, so it does not line up behind what waits for the host.
      client.runtime().nextLoop().execute(request);
    } else if (!client.runtime().names().execute(request)) {
      // Unless it has been cancelled meanwhile.
      return request.settle(STATUS_INSUFFICIENT_RESOURCES)
          ? STATUS_INSUFFICIENT_RESOURCES
          : STATUS_PENDING;
    }
    return STATUS_PENDING;
  }

  /** A request has been completed. */
  void ended(NameRequest<?> request) {
    if (pending.remove(request)) {
      client.requestEnded();
    }
  }

  void free(AddrInfoExW list) {
    if (!lists.takeBack(list)) {
      client.runtime().metrics().clientErrors.increment();
      LOG.warn(
          "WskFreeAddressInfo of {}, which the client was not given or has freed before (CLI-05);"
              + " ignored",
          list.addr());
    }
  }

  /** The names of what is pending. */
  List<String> pending() {
    return pending.stream().map(NameRequest::toString).toList();
  }
}
