package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.ScheduledFuture;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conditional accept: asks the inspect callback about each connection, and keeps those whose
 * decision is pended, until they are decided on, lost, or dropped by a limit. What has been
 * accepted is {@link AcceptPath}'s again. The listener's loop only.
 */
final class Inspections {
  private static final Logger LOG = LoggerFactory.getLogger(Inspections.class);

  /** Keys are never used twice in a process: the id of another listener is not found here. */
  private static final AtomicLong KEYS = new AtomicLong();

  /** More than this is for ever; and it can be counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private record Pended(ConnectionSocket connection, long sinceNanos) {}

  private final ListenSocket socket;
  private final AcceptPath accepts;
  private final int limit;
  private final long timeoutNanos;
  private final long key = KEYS.incrementAndGet();

  /** Oldest first. */
  private final Map<WskInspectId, Pended> pended = new LinkedHashMap<>();

  private int serialNumber;
  private boolean asking;
  private @Nullable ScheduledFuture<?> timer;

  Inspections(ListenSocket socket, AcceptPath accepts) {
    this.socket = socket;
    this.accepts = accepts;
    NettyOptions options = socket.client().runtime().options();
    this.limit = options.maxPendedInspections();
    Duration timeout = options.pendedInspectionTimeout();
    this.timeoutNanos = timeout.compareTo(LONGEST) > 0 ? 0 : timeout.toNanos();
  }

  // ---- the decision -----------------------------------------------------------------------------

  /**
   * Asks about a connection that is open and in nobody's hands. One that is turned down at once is
   * never registered with a loop.
   *
   * @return the connection if it is accepted; null if it is rejected or the decision pended
   */
  @Nullable ConnectionSocket inspect(DuplexChannel child) {
    WskInspectId id = nextId();
    WskInspectAction action =
        ask(Addresses.known(child.localAddress()), Addresses.known(child.remoteAddress()), id);
    if (action == WskInspectAction.WskInspectReject) {
      reset(child);
      return null;
    }
    ConnectionSocket inspected = accepts.take(child, id);
    if (action == WskInspectAction.WskInspectAccept) {
      return inspected;
    }
    pended.put(id, new Pended(inspected, System.nanoTime()));
    if (pended.size() > limit) {
      dropOldest("there are too many");
    }
    awaitTimeout();
    return null;
  }

  /** Numbers come again after four billion connections: past the few that are still pended. */
  private WskInspectId nextId() {
    WskInspectId id;
    do {
      id = new WskInspectId(key, ++serialNumber);
    } while (pended.containsKey(id));
    return id;
  }

  private WskInspectAction ask(
      InetSocketAddress local, InetSocketAddress remote, @Nullable WskInspectId id) {
    asking = true;
    try {
      WskInspectAction action =
          accepts.callBack(() -> socket.callbacks().inspect(local, remote, id));
      if (action != null) {
        return action;
      }
      CallbackErrors.badStatus(socket, "WskInspectEvent (inspect)", null);
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskInspectEvent (inspect)", cause);
    } finally {
      asking = false;
    }
    return WskInspectAction.WskInspectReject;
  }

  /** WskInspectComplete; the action is accept or reject. */
  NtStatus complete(WskInspectId id, WskInspectAction action, @Nullable Irp<?> irp) {
    if (asking) {
      // Called inside an inspect callback, maybe for its own connection, which is pended only when
      // the callback has returned: so it takes effect after that, as from another thread.
      socket.post(irp, () -> complete(id, action, irp));
      return STATUS_PENDING;
    }
    Pended found = pended.remove(id);
    if (found == null) {
      return Requests.finish(irp, STATUS_NOT_FOUND);
    }
    if (action == WskInspectAction.WskInspectAccept) {
      accepts.admit(found.connection());
    } else {
      accepts.discard(found.connection());
    }
    return Requests.finish(irp, STATUS_SUCCESS);
  }

  // ---- dropped ----------------------------------------------------------------------------------

  /** Takes a connection out that has ended; false if it is not pended any more. */
  boolean forget(ConnectionSocket connection) {
    WskInspectId id = connection.inspectId();
    return id != null && pended.remove(id) != null;
  }

  /** Drops a connection that was to be handed over, and tells the client if it has heard of it. */
  void drop(ConnectionSocket connection) {
    accepts.discard(connection);
    WskInspectId id = connection.inspectId();
    if (id == null) {
      return;
    }
    try {
      NtStatus answer = accepts.callBack(() -> socket.callbacks().abort(id));
      if (answer != STATUS_SUCCESS) {
        CallbackErrors.badStatus(socket, "WskAbortEvent (abort)", answer);
      }
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskAbortEvent (abort)", cause);
    }
  }

  private void dropOldest(String why) {
    Pended oldest = removeOldest();
    socket.metrics().inspectLimited.increment();
    LOG.debug("{} drops {}: of its pended inspections {}", socket, oldest.connection(), why);
    drop(oldest.connection());
  }

  private Pended removeOldest() {
    var oldest = pended.values().iterator();
    Pended removed = oldest.next();
    oldest.remove();
    return removed;
  }

  /** Drops all; the listener is closing or lost. */
  void free() {
    ScheduledFuture<?> current = timer;
    if (current != null) {
      current.cancel(false);
    }
    while (!pended.isEmpty()) {
      drop(removeOldest().connection());
    }
  }

  /** The listener is lost, and nobody else can be told. */
  void indicateLoss(InetSocketAddress local) {
    WskInspectAction unused = ask(local, local, null);
  }

  // ---- time -------------------------------------------------------------------------------------

  /** All may take equally long, so one timer for the oldest is enough. */
  private void awaitTimeout() {
    if (timeoutNanos > 0 && timer == null && !pended.isEmpty()) {
      long left = Math.max(0, nanosLeft());
      timer = socket.loop().schedule(this::timePassed, left, TimeUnit.NANOSECONDS);
    }
  }

  private long nanosLeft() {
    Pended oldest = pended.values().iterator().next();
    return oldest.sinceNanos() + timeoutNanos - System.nanoTime();
  }

  private void timePassed() {
    timer = null;
    if (!socket.isOpen()) {
      return; // Close drops them.
    }
    while (!pended.isEmpty() && nanosLeft() <= 0) {
      dropOldest("it has waited too long");
    }
    awaitTimeout();
    accepts.deliver();
  }

  // ---- the host's socket ------------------------------------------------------------------------

  /** Resets a connection that no loop knows. */
  static void reset(DuplexChannel child) {
    try {
      child.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      LOG.debug("{} is gone already", child, e);
    }
    child.unsafe().closeForcibly();
  }
}
