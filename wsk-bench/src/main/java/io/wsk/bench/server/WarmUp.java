package io.wsk.bench.server;

import java.io.IOException;
import java.time.Duration;

/**
 * Warms a server until its compiler is quiet: until threads other than the event loop take hardly
 * any time, but not for ever, since there may be other reasons for that.
 */
public final class WarmUp {
  private static final int MAX = 3;
  private static final double QUIET = 0.05;

  private WarmUp() {}

  /** Puts a server under load. */
  @FunctionalInterface
  public interface Burst {
    /**
     * Runs the load.
     *
     * @param duration for how long
     * @throws WrongAnswerException if an answer was wrong, or there was none
     * @throws IOException if there is no answer to be had
     * @throws InterruptedException if the thread is interrupted
     */
    void run(Duration duration) throws WrongAnswerException, IOException, InterruptedException;
  }

  /**
   * Runs a load a few times; on a server in C, which has one thread, once.
   *
   * @param meter of the server
   * @param burst the load
   * @param duration how long each time
   * @throws WrongAnswerException if an answer was wrong, or there was none
   * @throws IOException if there is no answer to be had from the server process
   * @throws InterruptedException if the thread is interrupted
   */
  public static void of(Usage.Meter meter, Burst burst, Duration duration)
      throws WrongAnswerException, IOException, InterruptedException {
    burst.run(duration.dividedBy(MAX)); // a server has no usage before it has accepted
    for (int i = 0; i < MAX; i++) {
      Usage before = meter.read();
      burst.run(duration);
      if (isQuiet(meter.read().minus(before))) {
        return;
      }
    }
  }

  static boolean isQuiet(Usage used) {
    return used.processNanos() - used.loopNanos() < QUIET * used.loopNanos();
  }
}
