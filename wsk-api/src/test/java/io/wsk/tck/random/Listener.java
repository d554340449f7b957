package io.wsk.tck.random;

import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskProviderListenDispatch;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A listening socket under test, and its accept callback. */
final class Listener extends Subject {
  static final WskClientListenDispatch<Listener> DISPATCH =
      new WskClientListenDispatch<>(Listener::accept, Listener::inspect, Listener::abort);

  private final SplittableRandom callbackRandom;
  private final Switch accepting = new Switch();
  private final long dies;
  private volatile WskProviderListenDispatch socket;
  private volatile InetSocketAddress address;
  private final Inspected inspected = new Inspected(this);
  private volatile boolean failed;
  private volatile boolean conditional;

  Listener(World world, String name, SplittableRandom random) {
    super(world, name);
    this.callbackRandom = random.split();
    this.dies = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(2500));
  }

  @Override
  WskProviderListenDispatch socket() {
    return socket;
  }

  void socket(WskProviderListenDispatch newSocket) {
    socket = newSocket;
  }

  /** Where it listens; null before bind. */
  InetSocketAddress address() {
    return address;
  }

  void address(InetSocketAddress newAddress) {
    address = newAddress;
  }

  /** Whether the accept callback is known to be off. */
  Switch accepting() {
    return accepting;
  }

  boolean isDue() {
    return failed || System.nanoTime() > dies;
  }

  void hasFailed() {
    failed = true;
  }

  boolean isFailed() {
    return failed;
  }

  @Override
  boolean isReady() {
    return address != null;
  }

  @Override
  boolean allows(NtStatus status, Request request) {
    return status == STATUS_INVALID_DEVICE_STATE && !request.wasReady();
  }

  // ---- conditional accept -----------------------------------------------------------------------

  /** Conditional accept is about to be switched on. */
  void becomesConditional() {
    conditional = true;
  }

  boolean isConditional() {
    return conditional;
  }

  @Override
  void checkGone() {
    inspected.checkNonePended();
  }

  Inspected inspected() {
    return inspected;
  }

  private static WskInspectAction inspect(
      Listener listener, InetSocketAddress local, InetSocketAddress remote, WskInspectId id) {
    listener.enter("inspect");
    WskInspectAction action = null;
    try {
      if (id == null) {
        if (!listener.mayBeLost()) {
          listener.finding("the inspect callback tells of a loss that nothing explains");
        }
        action = WskInspectAction.WskInspectReject;
      } else {
        action = listener.inspected.inspect(id, listener.callbackRandom);
      }
      return action;
    } finally {
      listener.exit("inspect", action);
    }
  }

  private static NtStatus abort(Listener listener, WskInspectId id) {
    listener.enter("abort");
    if (id != null) {
      listener.inspected.aborted(id);
    } else if (!listener.mayBeLost()) {
      listener.finding("the abort callback tells of a loss that nothing explains");
    }
    listener.exit("abort", STATUS_SUCCESS);
    return STATUS_SUCCESS;
  }

  // ---- the callback -----------------------------------------------------------------------------

  private static NtStatus accept(
      Listener listener,
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      WskConnectionSocket accepted,
      AcceptedSocket out) {
    listener.enter("accept");
    NtStatus answer = null;
    try {
      answer = accepted == null ? listener.lost() : listener.decide(remote, accepted, out);
      return answer;
    } finally {
      listener.exit("accept", answer);
    }
  }

  private NtStatus lost() {
    if (!mayBeLost()) {
      finding("the accept callback tells of a loss that nothing explains");
    }
    return STATUS_REQUEST_NOT_ACCEPTED;
  }

  private NtStatus decide(
      InetSocketAddress remote, WskConnectionSocket accepted, AcceptedSocket out) {
    if (accepting.isOff()) {
      finding("the accept callback was called after a disable had succeeded");
    }
    if (callbackRandom.nextInt(8) == 0) {
      ListenerCalls.any(this, callbackRandom);
    }
    int chance = callbackRandom.nextInt(100);
    if (chance < 4) {
      return turnDown(chance);
    }
    inspected.handedOver(accepted);
    Connection connection = Makers.connection(world(), callbackRandom);
    connection.socket(accepted);
    connection.connectHasCompleted();
    connection.hasCallbacks(chance != 97);
    if (chance < 97) {
      out.set(connection, ConnectionCallbacks.DISPATCH);
    }
    if (chance >= 98) {
      setAgain(connection, out);
    }
    world().connections().add(connection);
    Makers.adopt(connection, remote);
    if (callbackRandom.nextInt(4) == 0) {
      ConnectionCalls.any(connection, callbackRandom);
    }
    return STATUS_SUCCESS;
  }

  private NtStatus turnDown(int chance) {
    world().statistics().count("connections turned down");
    switch (chance) {
      case 0 -> {
        world().deliberate().badStatus.add();
        return STATUS_UNSUCCESSFUL;
      }
      case 1 -> {
        world().deliberate().callbackThrew.add();
        throw Deliberate.exception();
      }
      default -> {
        return STATUS_REQUEST_NOT_ACCEPTED;
      }
    }
  }

  /** The out parameters are good for one use; a second is an exception, which harms nobody. */
  private void setAgain(Connection connection, AcceptedSocket out) {
    try {
      out.set(connection, ConnectionCallbacks.DISPATCH);
      out.set(connection, ConnectionCallbacks.DISPATCH);
      finding("AcceptedSocket.set was called twice, and did not say so");
    } catch (IllegalStateException e) {
      world().statistics().count("second calls of AcceptedSocket.set");
    }
  }
}
