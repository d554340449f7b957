package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;

/** What this provider does not do: categories of sockets that it does not know. */
final class Unsupported {
  private Unsupported() {}

  /** A category that is none. */
  static NtStatus socket(Irp<?> irp) {
    return Requests.finish(irp, STATUS_NOT_SUPPORTED);
  }
}
