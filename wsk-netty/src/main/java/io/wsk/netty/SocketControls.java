package io.wsk.netty;

import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** WskControlSocket: the rules about IRPs, and who serves what. */
final class SocketControls {
  private SocketControls() {}

  static NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    if (irp != null && !IoManager.begin(irp, socket.operation("WskControlSocket"))) {
      return STATUS_INVALID_PARAMETER;
    }
    if (socket.loop().inEventLoop()) {
      return serveBegun(socket, request, irp);
    }
    socket.calls().enter();
    try {
      return serveBegun(socket, request, irp);
    } finally {
      socket.calls().exit();
    }
  }

  private static NtStatus serveBegun(
      SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    NtStatus refused =
        request.irpUse().allows(irp != null) ? socket.refusal() : STATUS_INVALID_PARAMETER;
    if (refused != null) {
      return Requests.finish(irp, refused);
    }
    return request.isFor(SO_WSK_EVENT_CALLBACK)
        ? eventCallback(socket, request, irp)
        : option(socket, request, irp);
  }

  private static NtStatus eventCallback(
      SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    EventControl control = socket.eventControl();
    EventGate gate = socket.gate();
    if (control == null || gate == null) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    if (request.type() != WskControlRequestType.WskSetOption) {
      return Requests.finish(irp, STATUS_NOT_SUPPORTED);
    }
    return control.request(gate, request.input(WskEventCallbackControl.class), irp);
  }

  private static NtStatus option(
      SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    if (request.type() == WskControlRequestType.WskIoctl || !TransportOptions.knows(request)) {
      return Unsupported.control(request, irp);
    }
    if (socket.calls().mayRunHere()) {
      return TransportOptions.serve(socket, request, irp);
    }
    socket.post(irp, () -> TransportOptions.serve(socket, request, irp));
    return STATUS_PENDING;
  }
}
