package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_EVENT_PENDING;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.NtStatus;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Calls that every kind of socket has. */
final class Calls {
  private static final Set<NtStatus> SUCCESS = Set.of(STATUS_SUCCESS);

  // A socket whose connection has ended in both directions has no descriptor any more.
  private static final Set<NtStatus> OPTION = Set.of(STATUS_SUCCESS, STATUS_INVALID_DEVICE_STATE);

  private Calls() {}

  /** Makes a call without an IRP and checks its answer. */
  static void checked(
      Subject subject,
      String function,
      Set<NtStatus> expected,
      boolean wasClosed,
      NtStatus status) {
    subject.world().statistics().call(function, status);
    subject.log(function + " returned " + status);
    boolean right =
        expected.contains(status)
            || (status == STATUS_INVALID_HANDLE && subject.isClosing())
            || (status == STATUS_FILE_FORCED_CLOSED && subject.mayBeLost());
    if (wasClosed && status != STATUS_INVALID_HANDLE) {
      subject.finding(function + ", made after close, returned " + status);
    } else if (!right) {
      subject.finding(function + " returned " + status + ", which nothing explains");
    }
  }

  /** Enables or disables events without an IRP. */
  static NtStatus control(Subject subject, int mask) {
    return subject.socket().control(events(mask), null);
  }

  static WskControlRequest events(int mask) {
    return SO_WSK_EVENT_CALLBACK.set(WskEventCallbackControl.of(mask));
  }

  /** Enables events. */
  static void enable(Subject subject, Switch ofEvent, int event, int mask) {
    Set<NtStatus> expected = expected(subject, mask);
    boolean wasClosed = subject.isClosed();
    boolean switches = (mask & event) != 0;
    if (switches) {
      ofEvent.enabling();
    }
    NtStatus status = control(subject, mask);
    if (switches) {
      ofEvent.enabled();
    }
    checked(subject, "SO_WSK_EVENT_CALLBACK, enable", expected, wasClosed, status);
  }

  private static Set<NtStatus> expected(Subject subject, int events) {
    Set<NtStatus> expected = EnumSet.noneOf(NtStatus.class);
    if (!subject.hasCallbacks()) {
      expected.add(STATUS_INVALID_PARAMETER);
    } else if ((subject.world().staticEvents() & events) != 0) {
      expected.add(STATUS_INVALID_DEVICE_REQUEST);
    } else {
      expected.add(STATUS_SUCCESS);
    }
    if (!subject.isReady()) {
      expected.add(STATUS_INVALID_DEVICE_STATE);
    }
    return expected;
  }

  /** Disables an event, with an IRP or without. */
  static void disable(
      Subject subject, Switch ofEvent, int event, int disabled, SplittableRandom random) {
    Set<NtStatus> expected = expected(subject, disabled);
    int ticket = ofEvent.disabling();
    boolean tells = disabled == event;
    int mask = disabled | WSK_EVENT_DISABLE;
    String function = "SO_WSK_EVENT_CALLBACK, disable";
    if (random.nextBoolean()) {
      Hook hook =
          (request, status) -> {
            if (tells && status == STATUS_SUCCESS) {
              ofEvent.disabled(ticket);
            }
          };
      subject
          .world()
          .ledger()
          .call(
              subject,
              function + " with IRP",
              expected,
              hook,
              irp -> subject.socket().control(events(mask), irp));
      return;
    }
    boolean wasClosed = subject.isClosed();
    NtStatus status = control(subject, mask);
    expected.add(STATUS_EVENT_PENDING);
    checked(subject, function, expected, wasClosed, status);
    if (tells && status == STATUS_SUCCESS) {
      ofEvent.disabled(ticket);
    }
  }

  static <V> void set(Subject subject, SocketOption<V> option, V value) {
    subject
        .world()
        .ledger()
        .call(
            subject,
            option + ", set",
            OPTION,
            irp -> subject.socket().control(option.set(value), irp));
  }

  static <V> void get(Subject subject, SocketOption<V> option) {
    ControlOutput<V> output = ControlOutput.unlimited();
    subject
        .world()
        .ledger()
        .call(
            subject,
            option + ", get",
            OPTION,
            irp -> subject.socket().control(option.get(output), irp));
  }

  /** Cancels a request of the subject's that is pending, or has just been completed. */
  static void cancelAny(Subject subject, SplittableRandom random) {
    Request request = World.any(java.util.List.copyOf(subject.open()), random);
    if (request != null) {
      boolean asked = request.reusedIrp().cancel();
      subject.log("cancel of " + request.function() + ": " + asked);
      subject.world().statistics().count(asked ? "cancels" : "cancels that came too late");
    }
  }

  /** Closes the subject. The first close succeeds. */
  static void close(Subject subject) {
    if (subject.socket() == null) {
      return;
    }
    subject.closeBegins();
    subject
        .world()
        .ledger()
        .call(
            subject,
            "WskCloseSocket",
            SUCCESS,
            (request, status) -> {
              if (status == STATUS_SUCCESS) {
                subject.closeHasCompleted();
              }
            },
            irp -> subject.socket().close(irp));
    subject.closeHasReturned();
  }
}
