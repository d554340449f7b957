package io.wsk.netty;

import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** {@code SO_WSK_EVENT_CALLBACK}; what it does is {@link EventControl}'s. */
final class EventCallbackControl implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SO_WSK_EVENT_CALLBACK);
  }

  /** {@link EventControl} keeps two requests apart. */
  @Override
  public boolean answersAtOnce() {
    return true;
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
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
}
