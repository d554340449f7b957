package io.wsk.netty;

import static io.wsk.api.control.SocketIoctls.SIO_WSK_QUERY_IDEAL_SEND_BACKLOG;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_QUERY_RECEIVE_BACKLOG;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** The two ioctls that ask a connection how much is, or should be, on its way. Loop only. */
final class BacklogQueries implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SIO_WSK_QUERY_IDEAL_SEND_BACKLOG)
        || request.isFor(SIO_WSK_QUERY_RECEIVE_BACKLOG);
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    return Requests.finish(irp, answer(socket, request));
  }

  private static NtStatus answer(SocketBase socket, WskControlRequest request) {
    ControlOutput<Long> output = request.output(Long.class);
    if (output != null) {
      output.clear();
    }
    if (!(socket instanceof ConnectionSocket connection)) {
      return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (output == null || request.hasInput()) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (!output.fits(Long.BYTES)) {
      output.sizeNeeded(Long.BYTES);
      return STATUS_BUFFER_OVERFLOW;
    }
    long bytes =
        request.isFor(SIO_WSK_QUERY_IDEAL_SEND_BACKLOG)
            ? connection.idealSendBacklog()
            : connection.receiveBacklog();
    return bytes < 0 ? STATUS_INVALID_DEVICE_STATE : ControlOutputs.give(output, bytes, Long.BYTES);
  }
}
