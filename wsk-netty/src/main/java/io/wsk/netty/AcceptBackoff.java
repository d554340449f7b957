package io.wsk.netty;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a listener does when the host cannot accept, most likely for want of file descriptors: it
 * rests for a while, twice as long each time, instead of asking again at once and for ever. Loop
 * only.
 */
final class AcceptBackoff {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptBackoff.class);
  private static final long FIRST_REST_MILLIS = 10;
  private static final long LONGEST_REST_MILLIS = 1000;

  private final ListenSocket socket;
  private final Runnable goOn;
  private long restMillis = FIRST_REST_MILLIS;
  private @Nullable ScheduledFuture<?> rest;

  AcceptBackoff(ListenSocket socket, Runnable goOn) {
    this.socket = socket;
    this.goOn = goOn;
  }

  boolean isResting() {
    return rest != null;
  }

  /** A connection has been accepted. */
  void succeeded() {
    restMillis = FIRST_REST_MILLIS;
  }

  /** The host has refused to accept. */
  void failed(Throwable cause) {
    socket.metrics().acceptFailures.increment();
    if (rest != null) {
      return;
    }
    LOG.warn("{} cannot accept (WskAccept); trying again in {} ms", socket, restMillis, cause);
    rest = socket.loop().schedule(this::rested, restMillis, TimeUnit.MILLISECONDS);
    restMillis = Math.min(2 * restMillis, LONGEST_REST_MILLIS);
  }

  /** The listener is closing. */
  void stop() {
    ScheduledFuture<?> current = rest;
    if (current != null) {
      current.cancel(false);
    }
  }

  private void rested() {
    rest = null;
    goOn.run();
  }
}
