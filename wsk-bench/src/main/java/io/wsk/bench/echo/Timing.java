package io.wsk.bench.echo;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param warmUp how long a new process is warmed with each shape at a time, before anything is
 *     measured
 * @param runIn how long new connections run before they are measured
 * @param round how long is measured
 */
record Timing(Duration warmUp, Duration runIn, Duration round) {
  static Timing ofMillis(long warmUp, long runIn, long round) {
    return new Timing(
        Duration.ofMillis(warmUp), Duration.ofMillis(runIn), Duration.ofMillis(round));
  }
}
