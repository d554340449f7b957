package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;

/** The part of the API that this provider does not do: datagram and stream sockets. */
final class Unsupported {
  private Unsupported() {}

  /** Datagram and stream sockets, and transports that there are none of. */
  static NtStatus socket(Irp<?> irp) {
    return Requests.finish(irp, STATUS_NOT_SUPPORTED);
  }
}
