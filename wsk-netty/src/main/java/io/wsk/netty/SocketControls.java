package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import io.wsk.nt.NtStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WskControlSocket: the rules about IRPs, and who serves what. */
final class SocketControls {
  /** Who serves what; the first that says so. */
  private static final List<SocketControl> CONTROLS =
      List.of(
          new EventCallbackControl(),
          new SecurityControl(),
          new TransportOptions(),
          new DatagramOptions(),
          new MulticastOptions(),
          new FixedPeerControl(),
          new ConditionalAcceptControl(),
          new InspectIdControl(),
          new AddressListQuery(),
          new AddressListChange(),
          new ExtensionControl(),
          new BacklogQueries(),
          new SilentModeControl());

  private SocketControls() {}

  static NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    SocketControl control = find(request);
    IrpOperation operation = operation(socket, request, control);
    if (irp != null && !IoManager.begin(irp, operation)) {
      return STATUS_INVALID_PARAMETER;
    }
    if (socket.loop().inEventLoop()) {
      return serveBegun(socket, request, control, operation, irp);
    }
    socket.calls().enter();
    try {
      return serveBegun(socket, request, control, operation, irp);
    } finally {
      socket.calls().exit();
    }
  }

  private static IrpOperation operation(
      SocketBase socket, WskControlRequest request, @Nullable SocketControl control) {
    return control == null
        ? socket.operation("WskControlSocket " + request.name())
        : control.operation(socket, request);
  }

  private static NtStatus serveBegun(
      SocketBase socket,
      WskControlRequest request,
      @Nullable SocketControl control,
      IrpOperation operation,
      @Nullable Irp<?> irp) {
    NtStatus refused =
        request.irpUse().allows(irp != null) ? socket.refusal() : STATUS_INVALID_PARAMETER;
    if (refused != null) {
      return socket.refuse(irp, operation, refused);
    }
    if (control == null) {
      return Requests.finish(irp, STATUS_NOT_SUPPORTED);
    }
    if (irp == null && !control.answersAtOnce()) {
      // Named by the client with an IRP rule of its own: there would be nobody to tell the result.
      return STATUS_INVALID_PARAMETER;
    }
    if (control.answersAtOnce() || socket.calls().mayRunHere()) {
      return socket.serve(control, request, irp);
    }
    socket.post(irp, () -> socket.serve(control, request, irp));
    return STATUS_PENDING;
  }

  private static @Nullable SocketControl find(WskControlRequest request) {
    for (SocketControl control : CONTROLS) {
      if (control.serves(request)) {
        return control;
      }
    }
    return null;
  }
}
