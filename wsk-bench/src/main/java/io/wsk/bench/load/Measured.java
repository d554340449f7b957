package io.wsk.bench.load;

import io.wsk.bench.server.Usage;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;

/**
 * What a load has done and what its server has used for it, after both have run in.
 *
 * @param <R> what a load says of itself
 * @param result of the part that counts
 * @param used by the server meanwhile
 */
public record Measured<R>(R result, Usage used) {
  /** The part of a round that does not count. */
  private static final int RUN_IN_PART = 8;

  /**
   * A load.
   *
   * @param <R> what it says of itself
   */
  @FunctionalInterface
  public interface Run<R> {
    /**
     * Runs for a while; is called twice.
     *
     * @param duration how long
     * @return what was done
     * @throws WrongAnswerException if the server answers wrongly, or not at all
     */
    R run(Duration duration) throws WrongAnswerException;
  }

  /**
   * Runs a load in, and measures it then.
   *
   * @param <R> what it says of itself
   * @param load the load
   * @param meter the server's
   * @param duration of both parts
   * @return what the second part has done
   * @throws WrongAnswerException if the server answers wrongly, or not at all
   * @throws IOException if it does not tell what it has used
   * @throws InterruptedException if the thread is interrupted
   */
  public static <R> Measured<R> afterRunIn(Run<R> load, Usage.Meter meter, Duration duration)
      throws WrongAnswerException, IOException, InterruptedException {
    Duration runIn = duration.dividedBy(RUN_IN_PART);
    load.run(runIn);
    Usage before = meter.read();
    R result = load.run(duration.minus(runIn));
    return new Measured<>(result, meter.read().minus(before));
  }
}
