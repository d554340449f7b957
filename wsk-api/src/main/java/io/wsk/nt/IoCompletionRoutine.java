package io.wsk.nt;

/**
 * Runs when a request has been completed.
 *
 * <p>It runs on the event loop of the socket, or, when the function failed at once, on the thread
 * that called it, before the function returns. It must not block and must not wait for other
 * requests. It may start new operations, with this IRP too once it has been {@link Irp#reuse()
 * reused}. An exception thrown by it is logged with the operation's name, counted, and harms
 * nothing else; it counts as {@link NtStatus#STATUS_SUCCESS}.
 *
 * <p>C: {@code IO_COMPLETION_ROUTINE}.
 *
 * @param <C> the type of the context that was registered with the routine
 */
@FunctionalInterface
public interface IoCompletionRoutine<C> {
  /**
   * Called once for each completion that the routine asked for.
   *
   * @param irp the completed request; status, information and result are set
   * @param context the object that was registered with the routine
   * @return {@link NtStatus#STATUS_MORE_PROCESSING_REQUIRED} to keep the IRP (required when it was
   *     reused and given to another call): the routines of higher owners do not run until {@link
   *     Irp#resumeCompletion()}; anything else lets completion go on to the next higher owner
   */
  NtStatus complete(Irp<?> irp, C context);
}
