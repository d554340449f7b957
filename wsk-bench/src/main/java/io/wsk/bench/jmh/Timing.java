package io.wsk.bench.jmh;

import java.time.Duration;

/**
 * How long one process measures.
 *
 * @param warmUps iterations that do not count
 * @param iterations iterations that do
 * @param time of one of either
 */
public record Timing(int warmUps, int iterations, Duration time) {
  /** For a look. */
  public static final Timing SHORT = new Timing(1, 3, Duration.ofMillis(200));

  /** For a report. */
  public static final Timing USUAL = new Timing(1, 2, Duration.ofMillis(250));

  /** For a verdict. */
  public static final Timing LONG = new Timing(1, 4, Duration.ofMillis(250));

  /** A process starts, opens what it compares, and warms it. */
  private static final Duration START = Duration.ofSeconds(2);

  /**
   * How long a process takes, all in all.
   *
   * @return about so long
   */
  public Duration estimate() {
    return START.plus(time.multipliedBy(warmUps + (long) iterations));
  }
}
