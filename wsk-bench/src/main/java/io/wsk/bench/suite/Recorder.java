package io.wsk.bench.suite;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Sample;

/** Takes figures down as they come. Thread-safe, so that what was measured outlives a Ctrl-C. */
public interface Recorder {
  /**
   * Takes a figure down.
   *
   * @param sample the figure
   */
  void add(Sample sample);

  /**
   * Takes down that a round gave none.
   *
   * @param failure the round and what went wrong
   */
  void add(Failure failure);
}
