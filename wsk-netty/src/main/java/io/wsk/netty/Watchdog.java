package io.wsk.netty;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the verifier look now and then, on a thread of its own that lives from the first registration
 * to the last deregistration and keeps no process alive.
 */
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long LONGEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SHORTEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Runnable look;
  private final long periodNanos;
  private @Nullable ScheduledThreadPoolExecutor executor;

  /**
   * A watchdog that does not run yet.
   *
   * @param look what to do
   * @param limitNanos what it looks for lasts at least this long
   */
  Watchdog(Runnable look, long limitNanos) {
    this.look = look;
    this.periodNanos =
        Math.max(SHORTEST_PERIOD_NANOS, Math.min(LONGEST_PERIOD_NANOS, limitNanos / 2));
  }

  synchronized void start() {
    if (executor == null) {
      ScheduledThreadPoolExecutor fresh = new ScheduledThreadPoolExecutor(1, Watchdog::daemon);
      fresh.scheduleWithFixedDelay(
          this::lookSafely, periodNanos, periodNanos, TimeUnit.NANOSECONDS);
      executor = fresh;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "wsk-verifier");
    thread.setDaemon(true);
    return thread;
  }

  private void lookSafely() {
    try {
      look.run();
    } catch (RuntimeException cause) {
      // An exception would end the schedule, and nobody would look any more.
      LOG.error("the verifier's watchdog failed; it goes on", cause);
    }
  }

  synchronized void stop() {
    ScheduledThreadPoolExecutor running = executor;
    if (running != null) {
      executor = null;
      running.shutdownNow();
    }
  }
}
