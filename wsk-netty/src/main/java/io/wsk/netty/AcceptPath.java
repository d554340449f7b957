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
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to incoming connections, on the listener's loop: a queued accept request gets them
 * first, else the accept callback. The listener's channel reads only while one of the two wants
 * connections; the others stay with the host. A few that were read when the wish ended wait here
 * for the next.
 */
final class AcceptPath {
  private final ListenSocket socket;
  private final AcceptBackoff backoff;
  private final Deque<AcceptRequest> requests = new ArrayDeque<>();
  private final Deque<ConnectionSocket> waiting = new ArrayDeque<>();

  /**
   * Requests of other threads on their way here. They are queued in the eyes of their callers, so
   * the callback does not get their connections.
   */
  private final AtomicInteger announced = new AtomicInteger();

  private @Nullable Channel channel;
  private boolean askedForOne;
  private boolean delivering;
  private boolean again;

  AcceptPath(ListenSocket socket) {
    this.socket = socket;
    this.backoff = new AcceptBackoff(socket, this::updateReading);
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
    askedForOne = false;
    backoff.succeeded();
    socket.metrics().accepted.increment();
    EventLoop loop = socket.client().runtime().nextLoop();
    ConnectionSocket accepted = new ConnectionSocket(socket.client(), loop, child, socket.family());
    socket.passOptionsTo(child);
    // Registered at once, with reading off: so the loss of a connection that waits is noticed, and
    // functions that the client calls in the accept callback have a loop to go to.
    loop.register(child);
    if (socket.isOpen()) {
      waiting.addLast(accepted);
      deliver();
    } else {
      accepted.discard();
    }
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

  /** Drops the connections that nobody has taken. */
  void free() {
    backoff.stop();
    ConnectionSocket dropped;
    while ((dropped = waiting.poll()) != null) {
      dropped.discard();
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
    accepted.discard();
  }

  private NtStatus ask(ConnectionSocket accepted, AcceptedSlot slot) {
    try {
      return socket
          .callbacks()
          .accept(
              WSK_FLAG_AT_DISPATCH_LEVEL,
              known(accepted.localAddress()),
              known(accepted.remoteAddress()),
              accepted,
              slot);
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskAcceptEvent (accept)", cause);
      return STATUS_REQUEST_NOT_ACCEPTED;
    }
  }

  /** The listener is lost: says so once, if the callback is enabled. */
  void indicateLoss() {
    free();
    InetSocketAddress local = known(socket.localAddress());
    if (!socket.gate().enter(WSK_EVENT_ACCEPT)) {
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

  /** A peer that is gone again may have taken its address along. */
  private static InetSocketAddress known(@Nullable InetSocketAddress address) {
    return address == null ? new InetSocketAddress(0) : address;
  }

  // ---- reading ----------------------------------------------------------------------------------

  /**
   * The callback wants any number: reading goes on by itself. Requests want one each: the channel
   * is asked for one at a time. Otherwise connections stay with the host.
   */
  void updateReading() {
    Channel listening = channel;
    if (listening == null || !listening.isOpen()) {
      return;
    }
    boolean mayRead = socket.isOpen() && waiting.isEmpty() && !backoff.isResting();
    boolean callback = mayRead && socket.gate().isEnabled(WSK_EVENT_ACCEPT) && requests.isEmpty();
    boolean one = mayRead && !requests.isEmpty();
    if (askedForOne && !one) {
      // A read that was asked for stays asked for, unless reading is switched off from on.
      listening.config().setAutoRead(true);
      listening.config().setAutoRead(false);
    }
    if (listening.config().isAutoRead() != callback) {
      listening.config().setAutoRead(callback);
    }
    askedForOne = one;
    if (one) {
      listening.read();
    }
  }
}
