package io.wsk.nt;

import org.jspecify.annotations.Nullable;

/**
 * What an IRP is pending for, as its provider sees it: the provider's record of one request. It
 * stands where a driver has a cancel routine and the current stack location.
 *
 * <p>C: {@code DRIVER_CANCEL}, {@code IO_STACK_LOCATION}.
 */
public interface IrpOperation {
  /**
   * The function that the IRP was given to, for messages.
   *
   * @return for example {@code WskSend on Connection#12}
   */
  String name();

  /**
   * The client wants the request withdrawn. The provider completes the IRP with {@link
   * NtStatus#STATUS_CANCELLED} if it still can, and otherwise lets it take its course.
   *
   * <p>Runs on the thread that called {@link Irp#cancel()}; it must not block. By the time the
   * provider acts, the IRP may have been completed and given to another call: {@link
   * IoManager#isPending(Irp, int)} tells.
   *
   * @param irp the request
   * @param ticket which of the requests made with this IRP is meant
   */
  void cancelRequested(Irp<?> irp, int ticket);

  /**
   * The IRP cannot be had for this operation, since it is not idle. The function answers {@link
   * NtStatus#STATUS_INVALID_PARAMETER}; a provider that reports such a call does it here, on the
   * thread that made it. What it throws, the caller gets.
   *
   * @param irp the request, which is another's
   * @param holder what the IRP is pending or was completed for, as far as can be seen; null if it
   *     is changing hands
   */
  default void irpRefused(Irp<?> irp, @Nullable IrpOperation holder) {}

  /**
   * A completion routine has thrown. The provider logs and counts it; completion goes on.
   *
   * @param irp the request
   * @param cause what was thrown
   */
  void completionRoutineThrew(Irp<?> irp, Throwable cause);
}
