package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * The part of the API that this provider does not do, in one place: datagram and stream sockets,
 * and conditional accept.
 */
final class Unsupported {
  private Unsupported() {}

  /** Datagram and stream sockets, and transports that there are none of. */
  static NtStatus socket(Irp<?> irp) {
    return Requests.finish(irp, STATUS_NOT_SUPPORTED);
  }

  /** Without conditional accept there is nothing to complete. */
  static NtStatus inspectComplete(ListenSocket socket, @Nullable Irp<?> irp) {
    return socket.call(
        irp,
        socket.operation("WskInspectComplete"),
        STATUS_INVALID_DEVICE_REQUEST,
        () -> STATUS_NOT_SUPPORTED);
  }
}
