package io.wsk.nt;

import org.jspecify.annotations.Nullable;

/**
 * One owner's completion routine in an IRP. An IRP is its own top location, so that a request that
 * one owner makes is one object.
 *
 * <p>C: {@code IO_STACK_LOCATION}.
 */
class IoStackLocation {
  private @Nullable IoCompletionRoutine<Object> routine;
  private @Nullable Object context;
  private int outcomes;

  IoStackLocation() {}

  // The registering method ties routine and context to one type; they are only ever used together.
  @SuppressWarnings("unchecked")
  final <C> void set(IoCompletionRoutine<? super C> newRoutine, C newContext, int newOutcomes) {
    // Mostly those of last time: a reference that is not stored is one that the collector need not
    // be told of.
    if (routine != newRoutine) {
      routine = (IoCompletionRoutine<Object>) newRoutine;
    }
    if (context != newContext) {
      context = newContext;
    }
    outcomes = newOutcomes;
  }

  /** Runs the routine, if it is for this outcome; what it throws is the operation's to report. */
  // A null context is the client's own choice, made where the routine was registered.
  @SuppressWarnings("NullAway")
  final NtStatus run(Irp<?> irp, int outcome, @Nullable IrpOperation operation) {
    IoCompletionRoutine<Object> target = routine;
    if (target == null || (outcomes & outcome) == 0) {
      return NtStatus.STATUS_SUCCESS;
    }
    try {
      NtStatus answer = target.complete(irp, context);
      return answer == null ? NtStatus.STATUS_SUCCESS : answer;
    } catch (Throwable cause) {
      if (operation != null) {
        operation.completionRoutineThrew(irp, cause);
      }
      return NtStatus.STATUS_SUCCESS;
    }
  }

  /** For no outcome: it is not run, and remembered for the case that it is registered again. */
  final void clear() {
    outcomes = 0;
  }
}
