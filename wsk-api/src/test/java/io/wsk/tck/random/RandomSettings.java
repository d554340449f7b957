package io.wsk.tck.random;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a run of the driver goes.
 *
 * @param seed decides what is done; how threads interleave is not in its power
 * @param duration how long calls are made
 * @param command what a finding says how to do it again
 * @param out gets lines for people
 */
public record RandomSettings(long seed, Duration duration, String command, Consumer<String> out) {
  /** How many threads make calls. */
  static final int ACTORS = 4;

  /** How many connections there are at a time, at most. */
  static final int CONNECTIONS = 32;

  /** How many connections are made in a second, at most: their addresses rest for a minute. */
  static final int CONNECTIONS_PER_SECOND = 250;
}
