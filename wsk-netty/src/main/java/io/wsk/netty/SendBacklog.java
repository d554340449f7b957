package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.ChannelException;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes of sends a client of one connection should keep outstanding, and the callback that
 * tells of changes. The host is asked when a window's worth of sends has been completed and
 * somebody listens: not per send, and never by a timer. A connection has one from when somebody
 * wants to know. Loop only.
 */
final class SendBacklog {
  private static final Logger LOG = LoggerFactory.getLogger(SendBacklog.class);

  /** The host is not asked more often than once in so many bytes. */
  private static final long LEAST_SAMPLED_BYTES = 64 * 1024;

  private static final long UNKNOWN = -1;

  private final ConnectionSocket socket;
  private @Nullable HostTcp host;
  private long completedBytes;
  private boolean lookDue;

  /** What the host said last. */
  private long current = UNKNOWN;

  /** What the client has been told, or could have asked when the event was first enabled. */
  private long told = UNKNOWN;

  SendBacklog(ConnectionSocket socket) {
    this.socket = socket;
  }

  /** A send has been completed. */
  void completed(long bytes) {
    completedBytes += bytes;
    if (completedBytes >= LEAST_SAMPLED_BYTES && completedBytes >= current) {
      completedBytes = 0;
      sampleIfEnabled();
    }
  }

  /**
   * Events have been switched. The first time that this one is found enabled fixes the number that
   * changes are told from. Later a look is due, but one for all requests that are under way by now:
   * they may come faster than the host answers.
   */
  void eventsSwitched() {
    if (told == UNKNOWN) {
      sampleIfEnabled();
    } else if (!lookDue) {
      lookDue = true;
      socket.loop().execute(this::lookAgain);
    }
  }

  private void lookAgain() {
    lookDue = false;
    sampleIfEnabled();
  }

  /** Something that the number depends on may have changed. */
  void sampleIfEnabled() {
    if (socket.isConnected() && socket.gate().isEnabled(WSK_EVENT_SEND_BACKLOG)) {
      sample();
    }
  }

  /**
   * Asks the host. A change is told by a step of its own, which finds neither a callback nor a
   * completion routine on the stack.
   *
   * @return the number; {@code UNKNOWN}, which is negative, if the host has its socket back
   */
  long sample() {
    if (!socket.channel().isOpen()) {
      return UNKNOWN;
    }
    try {
      current = host().idealSendBacklog();
    } catch (ChannelException e) {
      // The peer has reset the connection, and the channel has not heard of it yet.
      LOG.debug("{} has no backlog any more", socket, e);
      return UNKNOWN;
    }
    if (told == UNKNOWN) {
      told = current;
    } else if (told != current) {
      socket.deliverSoon();
    }
    return current;
  }

  private HostTcp host() {
    HostTcp known = host;
    if (known == null) {
      known = socket.client().runtime().transport().tcp(socket.channel());
      host = known;
    }
    return known;
  }

  /** What the host has received and not handed over; 0 if it cannot tell. */
  long unread(long readSoFar) {
    try {
      return socket.channel().isOpen() ? host().unread(readSoFar) : 0;
    } catch (ChannelException e) {
      LOG.debug("{} has no backlog any more", socket, e);
      return 0;
    }
  }

  /**
   * Calls the callback if there is something to tell and the event is enabled. One of the
   * deliveries of {@link ReceivePath}, which keeps them apart.
   */
  boolean indicate(ConnectionCallbacks<?> callbacks, EventGate gate) {
    if (current == told || !gate.enter(WSK_EVENT_SEND_BACKLOG)) {
      return false;
    }
    told = current;
    try {
      NtStatus answer = callbacks.sendBacklog(told);
      if (answer != STATUS_SUCCESS) {
        CallbackErrors.badStatus(socket, "WskSendBacklogEvent (sendBacklog)", answer);
      }
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskSendBacklogEvent (sendBacklog)", cause);
    }
    gate.exit(WSK_EVENT_SEND_BACKLOG);
    return true;
  }
}
