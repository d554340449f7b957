package io.wsk.netty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether a callback of a socket may be entered.
 *
 * <p>An event that is <b>statically</b> enabled is always let in. Its bit is a final field:
 * entering costs one plain load and one test, leaving costs nothing.
 *
 * <p>An event that is <b>dynamically</b> enabled may be disabled at any time by any thread, and the
 * disabler must learn at once whether a call is in progress, for it may answer "disabled" only if
 * none is and none will start. Two locations, each written by one side and then read by the other:
 *
 * <pre>
 *   loop, entering                      any thread, disabling
 *   (1) inProgress = event              (3) clear bit in mask
 *   (2) read mask                       (4) read inProgress
 * </pre>
 *
 * <p>All four are volatile accesses, which have one total order. If (2) still sees the bit, it came
 * before (3), so (1) came before (4) and the disabler sees the call in progress. If (4) sees no
 * call in progress, it came before (1), so (3) came before (2) and the loop sees the bit cleared.
 * Both at once missing each other is impossible; both at once seeing each other is harmless: the
 * disabler waits for a callback that is not entered after all. The price is that (1) must be
 * ordered before (2), a store before a load, which no processor does for free: that is what static
 * enablement saves. (1) is an exchange, since x86 has one instruction for that, and needs two for a
 * volatile store.
 *
 * <p>Leaving (a release store) orders the callback's effects before {@code inProgress = 0}, so
 * whoever sees 0 sees them. Nobody needs to be woken by it: the disabler that has seen a call in
 * progress queues its completion on the loop, which runs it after the callback has returned.
 */
final class EventGate {
  private static final VarHandle MASK;
  private static final VarHandle IN_PROGRESS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MASK = lookup.findVarHandle(EventGate.class, "mask", int.class);
      IN_PROGRESS = lookup.findVarHandle(EventGate.class, "inProgress", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int staticEvents;

  /** The dynamically enabled events. Written by any thread, under {@link EventControl}'s lock. */
  @SuppressWarnings("unused") // through MASK
  private int mask;

  /** The event whose callback is in progress, or 0. Written by the loop; dynamic events only. */
  @SuppressWarnings("unused") // through IN_PROGRESS
  private int inProgress;

  /**
   * A gate for one socket.
   *
   * @param staticEvents events that are let in for ever
   * @param enabled events that are enabled from the start, dynamically
   */
  EventGate(int staticEvents, int enabled) {
    this.staticEvents = staticEvents;
    this.mask = enabled & ~staticEvents;
  }

  /**
   * Asks to enter a callback. Loop only, and not while another callback is entered.
   *
   * @return false if the event is disabled; {@link #exit} must not be called then
   */
  boolean enter(int event) {
    return (staticEvents & event) != 0 || enterDynamic(event);
  }

  private boolean enterDynamic(int event) {
    int before = (int) IN_PROGRESS.getAndSet(this, event);
    assert before == 0 : "event " + before + " is in progress, and " + event + " is entered";
    if (((int) MASK.getVolatile(this) & event) != 0) {
      return true;
    }
    IN_PROGRESS.setRelease(this, 0);
    return false;
  }

  /** Says that the callback has returned. Loop only. */
  void exit(int event) {
    if ((staticEvents & event) == 0) {
      IN_PROGRESS.setRelease(this, 0);
    }
  }

  /** Opens the gate for events. One control request at a time. */
  void enable(int events) {
    MASK.setVolatile(this, (int) MASK.getVolatile(this) | events);
  }

  /**
   * Closes the gate for an event. One control request at a time.
   *
   * @return true if no call is in progress; false if one may be: it has returned when a task that
   *     is queued on the loop from now on runs
   */
  boolean disable(int event) {
    MASK.setVolatile(this, (int) MASK.getVolatile(this) & ~event);
    return (int) IN_PROGRESS.getVolatile(this) != event;
  }

  /** Whether an event is let in for ever: who knows that need not ask. */
  boolean isStatic(int event) {
    return (staticEvents & event) != 0;
  }

  /** The events that cannot be switched. */
  int staticEvents() {
    return staticEvents;
  }

  /** All events that are enabled now; a disable may overtake the answer. */
  int enabledEvents() {
    return staticEvents | (int) MASK.getVolatile(this);
  }

  /** Whether an event is enabled now; a disable may overtake the answer. */
  boolean isEnabled(int event) {
    return (enabledEvents() & event) != 0;
  }
}
