package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.control.NpiId.NPI_WSK_INTERFACE_ID;
import static io.wsk.nt.NtStatus.STATUS_EVENT_PENDING;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * Enables and disables the callbacks of one socket: {@code SO_WSK_EVENT_CALLBACK}. It answers at
 * once, on any thread.
 *
 * <p>Requests take effect in their order. A disable closes the gate before it returns; if a call is
 * in progress, its completion is queued on the loop, behind that call. An enable that finds such a
 * disable pending queues up behind it, and opens the gate only for what has not been disabled again
 * meanwhile. The lock keeps two requests apart; the data path never takes it.
 */
final class EventControl {
  /** What the kind of socket and its state allow. */
  interface Rules {
    /** The events that may be named at all. */
    int validEvents();

    /** The events that, once enabled, stay enabled. */
    int lastingEvents();

    /** The events that have a callback, or need none. */
    int callableEvents();

    /** Whether the socket has come far enough for events. */
    boolean isReady();

    /** Other events are enabled than before: have the loop look. */
    void eventsChanged();
  }

  private final CallQueue calls;
  private final Rules rules;

  // Guarded by this.
  private int pendingDisables;
  private int wanted;

  /** How many enable requests there have been. Written under the lock. */
  private volatile int enables;

  EventControl(CallQueue calls, Rules rules) {
    this.calls = calls;
    this.rules = rules;
  }

  /**
   * Serves a request.
   *
   * @param gate the socket's gate
   * @param control what is wanted; null if the input was of a wrong type
   * @param irp pending and ours, or null; completed here unless {@link NtStatus#STATUS_PENDING} is
   *     returned
   */
  NtStatus request(
      EventGate gate, @Nullable WskEventCallbackControl control, @Nullable Irp<?> irp) {
    NtStatus wrong = check(gate, control, irp);
    if (wrong != null || control == null) {
      return Requests.finish(irp, wrong == null ? STATUS_INVALID_BUFFER_SIZE : wrong);
    }
    int mask = control.eventMask();
    return (mask & WSK_EVENT_DISABLE) == 0
        ? enable(gate, mask)
        : disable(gate, mask & ~WSK_EVENT_DISABLE, irp);
  }

  private @Nullable NtStatus check(
      EventGate gate, @Nullable WskEventCallbackControl control, @Nullable Irp<?> irp) {
    if (control == null) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (!control.npiId().equals(NPI_WSK_INTERFACE_ID)) {
      return STATUS_NOT_SUPPORTED;
    }
    boolean disabling = (control.eventMask() & WSK_EVENT_DISABLE) != 0;
    int events = control.eventMask() & ~WSK_EVENT_DISABLE;
    if (events == 0 || (events & ~rules.validEvents()) != 0) {
      return STATUS_INVALID_PARAMETER;
    }
    if (disabling ? Integer.bitCount(events) > 1 : irp != null) {
      return STATUS_INVALID_PARAMETER;
    }
    if ((events & gate.staticEvents()) != 0) {
      return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (disabling && (events & rules.lastingEvents()) != 0) {
      return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (!rules.isReady()) {
      return STATUS_INVALID_DEVICE_STATE;
    }
    return (events & ~rules.callableEvents()) == 0 ? null : STATUS_INVALID_PARAMETER;
  }

  private synchronized NtStatus enable(EventGate gate, int events) {
    wanted |= events;
    enables++;
    if (pendingDisables > 0) {
      // Behind the pending disables; what has been disabled again by then stays closed.
      calls.post(() -> enableWanted(gate, events));
    } else {
      gate.enable(events);
    }
    rules.eventsChanged();
    return STATUS_SUCCESS;
  }

  private synchronized void enableWanted(EventGate gate, int events) {
    gate.enable(events & wanted);
  }

  /** A number that each enable request changes. */
  int enables() {
    return enables;
  }

  /**
   * A callback has declined what it was called for, which disables it. An enable that was requested
   * while the callback was in progress is taken for one that was requested after it, since one that
   * comes a moment early must not be lost.
   *
   * @param enablesBefore {@link #enables()} before the callback was entered
   */
  synchronized void disableUnlessEnabledSince(EventGate gate, int event, int enablesBefore) {
    if (enables == enablesBefore) {
      wanted &= ~event;
      // Whether a call is in progress is of no interest: it is the very one that has declined.
      boolean unused = gate.disable(event);
    }
  }

  private NtStatus disable(EventGate gate, int event, @Nullable Irp<?> irp) {
    synchronized (this) {
      wanted &= ~event;
      if (!gate.disable(event)) {
        pendingDisables++;
        calls.post(() -> finishDisable(irp));
        return irp == null ? STATUS_EVENT_PENDING : STATUS_PENDING;
      }
    }
    rules.eventsChanged();
    // Outside the lock: the completion routine is the client's.
    return Requests.finish(irp, STATUS_SUCCESS);
  }

  /** A step of the loop: the call that was in progress has returned. */
  private void finishDisable(@Nullable Irp<?> irp) {
    synchronized (this) {
      pendingDisables--;
    }
    rules.eventsChanged();
    Requests.finish(irp, STATUS_SUCCESS);
  }
}
