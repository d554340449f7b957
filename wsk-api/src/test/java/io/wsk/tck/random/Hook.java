package io.wsk.tck.random;

import io.wsk.nt.NtStatus;

/** What the driver does when a request of its own has been completed. */
@FunctionalInterface
interface Hook {
  /** Nothing. */
  Hook NONE = (request, status) -> {};

  /** Runs once, in the completion routine. */
  void completed(Request request, NtStatus status);
}
