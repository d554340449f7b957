package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to incoming connections, on the listener's loop: with conditional accept {@link
 * Inspections} has a look at them; then a queued accept request gets them first, else the accept
 * callback. Without conditional accept the listener's channel reads only while one of the two wants
 * connections; the others stay with the host. A few that were read when the wish ended wait here
 * for the next.
 */
final class AcceptPath {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptPath.class);

  private final ListenSocket socket;
  private final AcceptBackoff backoff;
  private final Inspections inspections;
  private final AcceptReading reading;
  private final Deque<AcceptRequest> requests = new ArrayDeque<>();
  private final Deque<ConnectionSocket> waiting = new ArrayDeque<>();

  /**
   * Requests of other threads on their way here. They are queued in the eyes of their callers, so
   * the callback does not get their connections.
   */
  private final AtomicInteger announced = new AtomicInteger();

  private @Nullable Channel channel;
  private int discarding;
  private @Nullable Runnable whenFree;
  private boolean delivering;
  private boolean again;

  AcceptPath(ListenSocket socket) {
    this.socket = socket;
    this.backoff = new AcceptBackoff(socket, this::updateReading);
    this.inspections = new Inspections(socket, this);
    this.reading = AcceptReading.of(socket.client().runtime().transport());
  }

  ListenSocket socket() {
    return socket;
  }

  /** The socket listens. */
  void start(Channel listening) {
    channel = listening;
    deliver();
  }

  // ---- from the transport -----------------------------------------------------------------------

  /** The host has given us a connection: open, and in nobody's hands yet. */
  void onConnection(DuplexChannel child) {
    reading.taken();
    backoff.succeeded();
    socket.metrics().accepted.increment();
    if (!socket.isOpen()) {
      Inspections.reset(child);
      return;
    }
    ConnectionSocket accepted =
        socket.isConditional() ? inspections.inspect(child) : take(child, null);
    if (accepted != null) {
      waiting.addLast(accepted);
    }
    deliver();
  }

  /**
   * Makes the socket of a connection, under inspection or not. It is registered at once, with
   * reading off or but a little ahead: so the loss of a connection that waits is noticed, and
   * functions that the client calls in the accept callback have a loop to go to.
   */
  ConnectionSocket take(DuplexChannel child, @Nullable WskInspectId id) {
    EventLoop loop = socket.client().runtime().nextLoop();
    ConnectionSocket taken = new ConnectionSocket(socket.client(), loop, child, socket.family());
    socket.passOptionsTo(child);
    if (id == null) {
      loop.register(child);
    } else {
      taken.inspect(id, this);
      loop.register(child).addListener(future -> taken.registered(future.isSuccess()));
    }
    return taken;
  }

  /**
   * A connection under inspection has ended. Runs on that connection's loop, which knows nothing of
   * what is decided here meanwhile; so it only leaves word. Whoever comes first decides: one that
   * is still here is dropped, one that has been handed over, rejected or dropped is not found, and
   * nothing is called. That holds for a listener that is closing too: it drops all that are here
   * before its close completes, so what is left word of later finds nothing.
   */
  void ended(ConnectionSocket connection) {
    try {
      socket.loop().execute(() -> onEnded(connection));
    } catch (RejectedExecutionException e) {
      // Closed and deregistered meanwhile: the loop has ended, and the listener with it.
      LOG.debug("{} ended after its listener's loop", connection, e);
    }
  }

  private void onEnded(ConnectionSocket connection) {
    if (inspections.forget(connection) || waiting.remove(connection)) {
      inspections.drop(connection);
      deliver();
    }
  }

  /** An inspection has been completed: the connection waits to be handed over. */
  void admit(ConnectionSocket inspected) {
    waiting.addLast(inspected);
    // A step of its own: the accept callback must not be entered on the caller's stack.
    socket.calls().post(this::deliver);
  }

  NtStatus completeInspection(WskInspectId id, WskInspectAction action, @Nullable Irp<?> irp) {
    return inspections.complete(id, action, irp);
  }

  /** Runs a callback other than accept: what it causes is delivered when it has returned. */
  <T> T callBack(Supplier<T> callback) {
    boolean outer = delivering;
    delivering = true;
    try {
      return callback.get();
    } finally {
      delivering = outer;
    }
  }

  /** The host has given what there was, or has failed to. */
  void onRoundOver() {
    reading.roundOver(socket, this::updateReading);
  }

  /** The host cannot accept. */
  void onFailure(Throwable cause) {
    backoff.failed(cause);
    updateReading();
  }

  // ---- the accept function ----------------------------------------------------------------------

  /** A request is being made. Any thread. */
  void announce() {
    announced.incrementAndGet();
  }

  /** It has reached the loop, or never will. */
  void arrived() {
    announced.decrementAndGet();
  }

  NtStatus enqueue(AcceptRequest request) {
    requests.addLast(request);
    deliver();
    return STATUS_PENDING;
  }

  void cancel(AcceptRequest request, Irp<?> irp, int ticket) {
    if (IoManager.isPending(irp, ticket) && requests.remove(request)) {
      updateReading();
      request.complete(STATUS_CANCELLED);
    }
  }

  int queuedRequests() {
    return requests.size();
  }

  void cancelAll(NtStatus status) {
    AcceptRequest request;
    while ((request = requests.poll()) != null) {
      request.complete(status);
    }
  }

  /**
   * Drops the connections that nobody has taken, and waits until the host has got them all back:
   * loops that end after the last close would end them gracefully.
   */
  void free(Runnable whenDone) {
    whenFree = whenDone;
    free();
    finishFree();
  }

  private void finishFree() {
    Runnable done = whenFree;
    if (done != null && discarding == 0) {
      whenFree = null;
      done.run();
    }
  }

  /**
   * Resets a connection that nobody gets. Its loop says when that is done; ours is still there,
   * since close waits for it.
   */
  void discard(ConnectionSocket connection) {
    discarding++;
    connection.discard(() -> socket.loop().execute(this::discarded));
  }

  private void discarded() {
    discarding--;
    finishFree();
  }

  private void free() {
    backoff.stop();
    inspections.free();
    ConnectionSocket dropped;
    while ((dropped = waiting.poll()) != null) {
      inspections.drop(dropped);
    }
  }

  // ---- delivery ---------------------------------------------------------------------------------

  /** Hands connections to whoever wants them. Never nests, see {@link ReceivePath#deliver}. */
  void deliver() {
    if (delivering) {
      again = true;
      return;
    }
    delivering = true;
    try {
      do {
        again = false;
        while (deliverOne()) {
          // Each round hands one connection over.
        }
      } while (again);
    } finally {
      delivering = false;
    }
    updateReading();
  }

  private boolean deliverOne() {
    if (waiting.isEmpty() || !socket.isOpen()) {
      return false;
    }
    AcceptRequest request = requests.poll();
    if (request != null) {
      give(waiting.removeFirst(), request);
      return true;
    }
    if (announced.get() != 0 || !socket.gate().enter(WSK_EVENT_ACCEPT)) {
      return false;
    }
    indicate(waiting.removeFirst());
    socket.gate().exit(WSK_EVENT_ACCEPT);
    return true;
  }

  private void give(ConnectionSocket accepted, AcceptRequest request) {
    accepted.attach(request.callbacks(), 0);
    socket.client().add(accepted);
    request.completeWith(accepted);
    // After the completion: the client hears of the socket before its callbacks do.
    accepted.start();
  }

  private void indicate(ConnectionSocket accepted) {
    socket.client().add(accepted);
    AcceptedSlot slot = new AcceptedSlot(accepted, socket.inheritedEvents());
    NtStatus answer = ask(accepted, slot);
    slot.expire();
    if (answer == STATUS_SUCCESS) {
      accepted.start();
      return;
    }
    if (answer != STATUS_REQUEST_NOT_ACCEPTED) {
      CallbackErrors.badStatus(socket, "WskAcceptEvent (accept)", answer);
    }
    discard(accepted);
  }

  private NtStatus ask(ConnectionSocket accepted, AcceptedSlot slot) {
    try {
      return socket
          .callbacks()
          .accept(
              WSK_FLAG_AT_DISPATCH_LEVEL,
              Addresses.known(accepted.localAddress()),
              Addresses.known(accepted.remoteAddress()),
              accepted,
              slot);
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskAcceptEvent (accept)", cause);
      return STATUS_REQUEST_NOT_ACCEPTED;
    }
  }

  /**
   * The listener is lost: says so once, by the accept callback or, if that is not enabled, by the
   * inspect callback, which cannot be disabled. Connections that were not handed over come first,
   * each by an abort of its own.
   */
  void indicateLoss() {
    free();
    InetSocketAddress local = Addresses.known(socket.localAddress());
    if (!socket.gate().enter(WSK_EVENT_ACCEPT)) {
      if (socket.isConditional()) {
        inspections.indicateLoss(local);
      }
      return;
    }
    try {
      socket
          .callbacks()
          .accept(WSK_FLAG_AT_DISPATCH_LEVEL, local, local, null, AcceptedSlot.nothing());
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskAcceptEvent (accept)", cause);
    }
    socket.gate().exit(WSK_EVENT_ACCEPT);
  }

  // ---- reading ----------------------------------------------------------------------------------

  /**
   * The callback wants any number: reading goes on by itself. Requests want one each: the channel
   * is asked for one at a time. Otherwise connections stay with the host. Inspection wants all, as
   * long as there is room for those that it accepts.
   */
  void updateReading() {
    Channel listening = channel;
    if (listening == null || !listening.isOpen()) {
      return;
    }
    boolean mayRead = socket.isOpen() && !backoff.isResting();
    boolean any = mayRead && (socket.isConditional() ? hasRoom() : callbackWantsAny());
    boolean one = mayRead && !socket.isConditional() && waiting.isEmpty() && !requests.isEmpty();
    reading.update(listening, any, one);
  }

  private boolean callbackWantsAny() {
    return waiting.isEmpty() && requests.isEmpty() && socket.gate().isEnabled(WSK_EVENT_ACCEPT);
  }

  private boolean hasRoom() {
    return waiting.size() < socket.client().runtime().options().backlog();
  }
}
