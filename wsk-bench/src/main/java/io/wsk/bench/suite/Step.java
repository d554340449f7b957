package io.wsk.bench.suite;

import java.io.IOException;
import java.time.Duration;

/**
 * A part of a suite that is measured without a break: all subjects, in turns.
 *
 * @param label what is measured, for the progress bar
 * @param estimate how long it takes, as far as the plan says
 * @param work measures
 */
public record Step(String label, Duration estimate, Work work) {
  /** Measures. */
  @FunctionalInterface
  public interface Work {
    /**
     * Measures, and takes down what came of it. A subject that answers wrongly is a failure to take
     * down, not an exception.
     *
     * @param recorder takes the figures
     * @throws IOException if nothing can be measured
     * @throws InterruptedException if the thread is interrupted
     */
    void run(Recorder recorder) throws IOException, InterruptedException;
  }
}
