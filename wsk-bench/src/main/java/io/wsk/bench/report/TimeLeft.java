package io.wsk.bench.report;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long a plan still takes: what is left of its estimates, corrected by how long those parts
 * took that are done. Thread-safe: whatever shows it has a thread of its own.
 */
final class TimeLeft {
  private final LongSupplier nanoTime;
  private final long planned;
  private long done;
  private long spent;
  private long begun;
  private long current;
  private long skipped;

  /**
   * A plan.
   *
   * @param planned how long it takes, by its estimates
   * @param nanoTime a clock
   */
  TimeLeft(Duration planned, LongSupplier nanoTime) {
    this.planned = planned.toNanos();
    this.nanoTime = nanoTime;
  }

  synchronized void begin(Duration estimate) {
    begun = nanoTime.getAsLong();
    current = estimate.toNanos();
  }

  synchronized void end() {
    spent += nanoTime.getAsLong() - begun;
    done += current;
    current = 0;
  }

  /** A part of the plan will not be run, and takes no time. */
  synchronized void skip(Duration estimate) {
    skipped += estimate.toNanos();
  }

  synchronized Duration left() {
    double factor = done == 0 ? 1 : (double) spent / done;
    long sinceBegin = current == 0 ? 0 : nanoTime.getAsLong() - begun;
    double currentLeft = Math.max(0, current * factor - sinceBegin);
    double later = Math.max(0, planned - done - skipped - current) * factor;
    return Duration.ofNanos(Math.round(currentLeft + later));
  }

  /** The part of the plan that is done or skipped. */
  synchronized Duration done() {
    return Duration.ofNanos(done + skipped);
  }

  Duration planned() {
    return Duration.ofNanos(planned);
  }

  /** A duration for people, such as {@code 4 min 05 s}. */
  static String text(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    return seconds < 60
        ? seconds + " s"
        : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
  }
}
