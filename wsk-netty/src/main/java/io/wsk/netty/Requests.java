package io.wsk.netty;

import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** Completing requests, in one place. */
final class Requests {
  private Requests() {}

  /**
   * Completes a request, if there is one.
   *
   * @return the status, to be returned by the function
   */
  static NtStatus finish(@Nullable Irp<?> irp, NtStatus status) {
    return finish(irp, status, 0);
  }

  static NtStatus finish(@Nullable Irp<?> irp, NtStatus status, long information) {
    if (irp != null) {
      IoManager.complete(irp, status, information);
    }
    return status;
  }
}
