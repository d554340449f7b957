package io.wsk.bench.suite;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Measures one thing, step by step. Nothing is started before the first step runs; what the steps
 * have started for each other, such as server processes, ends with {@link #close}.
 */
public interface Suite extends AutoCloseable {
  /**
   * The name that its samples carry.
   *
   * @return a word
   */
  String name();

  /**
   * What it measures, for people.
   *
   * @return a sentence
   */
  String title();

  /**
   * The versions of what it measures beside this project.
   *
   * @return subject and version; empty if there is nothing else
   */
  default Map<String, String> versions() {
    return Map.of();
  }

  /**
   * What is to be known to read its figures: who was left out and why, which processors were used.
   *
   * @return sentences; complete when its steps have run
   */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Its steps. They run in this order; any may be the last.
   *
   * @param profile how much to measure
   * @return the steps, none if the profile has nothing for this suite, or the host cannot run it
   */
  List<Step> steps(Profile profile);

  @Override
  void close() throws IOException;
}
