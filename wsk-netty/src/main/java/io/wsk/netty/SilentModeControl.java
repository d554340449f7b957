package io.wsk.netty;

import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_TCP_SILENT_MODE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;

import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** {@code SIO_WSK_SET_TCP_SILENT_MODE}. Loop only. */
final class SilentModeControl implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SIO_WSK_SET_TCP_SILENT_MODE);
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    return Requests.finish(irp, silence(socket, request));
  }

  private static NtStatus silence(SocketBase socket, WskControlRequest request) {
    if (!(socket instanceof ConnectionSocket connection)) {
      return STATUS_INVALID_DEVICE_REQUEST;
    }
    return request.hasInput() || request.hasOutput()
        ? STATUS_INVALID_BUFFER_SIZE
        : connection.silence();
  }
}
