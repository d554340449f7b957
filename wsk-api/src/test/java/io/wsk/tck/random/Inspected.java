package io.wsk.tck.random;

import static io.wsk.api.control.SocketIoctls.SIO_WSK_QUERY_INSPECT_ID;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.control.ControlOutput;
import io.wsk.nt.NtStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that a listener's callback has inspected, and what became of each. */
final class Inspected {
  /** Where an inspection stands. */
  private enum State {
    PENDED,
    /** A decision has been called, and may not have taken effect. */
    DECIDING,
    ACCEPTED,
    REJECTED,
    ABORTED,
    HANDED_OVER
  }

  private static final Set<NtStatus> DECIDED = Set.of(STATUS_SUCCESS, STATUS_NOT_FOUND);

  private final Listener listener;
  private final Map<WskInspectId, State> states = new ConcurrentHashMap<>();

  Inspected(Listener listener) {
    this.listener = listener;
  }

  /** The callback's answer, by chance. */
  WskInspectAction inspect(WskInspectId id, SplittableRandom random) {
    if (!listener.isConditional()) {
      listener.finding("the inspect callback was called without conditional accept");
    }
    int chance = random.nextInt(100);
    State state = chance < 45 ? State.ACCEPTED : chance < 90 ? State.PENDED : State.REJECTED;
    if (states.put(id, state) != null) {
      listener.finding(id + " was inspected twice");
    }
    if (chance == 99) {
      listener.world().deliberate().callbackThrew.add();
      throw Deliberate.exception();
    }
    return switch (state) {
      case ACCEPTED -> WskInspectAction.WskInspectAccept;
      case PENDED -> pended(id, random);
      default -> WskInspectAction.WskInspectReject;
    };
  }

  /** Some are decided on before the callback has returned. */
  private WskInspectAction pended(WskInspectId id, SplittableRandom random) {
    if (random.nextInt(10) == 0) {
      decide(id, random);
    }
    return WskInspectAction.WskInspectPend;
  }

  /** Decides on one that is pended, or once more on one that is not. */
  void decide(SplittableRandom random) {
    WskInspectId id = World.any(List.copyOf(states.keySet()), random);
    if (id != null) {
      decide(new WskInspectId(id.key(), id.serialNumber()), random);
    }
  }

  private void decide(WskInspectId id, SplittableRandom random) {
    boolean accept = random.nextInt(4) > 0;
    boolean first = states.replace(id, State.PENDED, State.DECIDING);
    WskInspectAction action =
        accept ? WskInspectAction.WskInspectAccept : WskInspectAction.WskInspectReject;
    listener
        .world()
        .ledger()
        .call(
            listener,
            first ? "WskInspectComplete" : "WskInspectComplete, once more",
            // Two decisions may overtake each other on their way.
            DECIDED,
            (request, status) -> decided(id, accept, status),
            irp -> listener.socket().inspectComplete(id, action, irp));
  }

  private void decided(WskInspectId id, boolean accept, NtStatus status) {
    if (status == STATUS_SUCCESS) {
      states.computeIfPresent(
          id,
          (same, state) ->
              state != State.DECIDING ? state : accept ? State.ACCEPTED : State.REJECTED);
      listener.world().statistics().count("inspections completed");
    }
  }

  /** The abort callback was called. */
  void aborted(WskInspectId id) {
    State before = states.put(id, State.ABORTED);
    if (before == null || before == State.REJECTED || before == State.ABORTED) {
      listener.finding("abort of " + id + ", which was " + before);
    } else if (before == State.HANDED_OVER) {
      listener.finding("abort of " + id + ", which has been accepted");
    }
  }

  /** A connection has been accepted: it has been inspected if any is. */
  void handedOver(WskConnectionSocket accepted) {
    ControlOutput<WskInspectId> output = ControlOutput.unlimited();
    NtStatus status = accepted.control(SIO_WSK_QUERY_INSPECT_ID.request(output), null);
    listener.world().statistics().call("SIO_WSK_QUERY_INSPECT_ID", status);
    if (!listener.isConditional()) {
      if (status != STATUS_INVALID_DEVICE_REQUEST) {
        listener.finding("the inspect id of an accepted connection gave " + status);
      }
      return;
    }
    if (status != STATUS_SUCCESS) {
      return; // it may have been lost meanwhile
    }
    WskInspectId id = output.value();
    State before = id == null ? null : states.put(id, State.HANDED_OVER);
    if (before != State.ACCEPTED && before != State.DECIDING) {
      listener.finding("accepted was " + id + ", which was " + before);
    }
  }

  /** The listener is closed: what was pended has been aborted. */
  void checkNonePended() {
    states.forEach(
        (id, state) -> {
          if (state == State.PENDED) {
            listener.finding(id + " is pended for ever");
          }
        });
  }
}
