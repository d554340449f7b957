package io.wsk.bench.load;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * A load on a server.
 *
 * @param <C> what says how the load is shaped
 */
public interface Load<C> {
  /**
   * The name of a shape, as samples carry it.
   *
   * @param cell the shape
   * @return a few words
   */
  String label(C cell);

  /**
   * Puts a server under load, and checks what it answers.
   *
   * @param target the server
   * @param cell the shape of the load
   * @param duration for how long
   * @return what came of it
   * @throws WrongAnswerException if an answer was wrong, or there was none
   * @throws IOException if there is no answer to be had from the server process
   * @throws InterruptedException if the thread is interrupted
   */
  Map<Metric, Double> measure(Target target, C cell, Duration duration)
      throws WrongAnswerException, IOException, InterruptedException;
}
