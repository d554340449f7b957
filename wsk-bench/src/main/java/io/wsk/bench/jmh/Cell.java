package io.wsk.bench.jmh;

import java.util.List;
import java.util.Map;

/**
 * Circumstances in which subjects are measured: a benchmark and its parameters.
 *
 * @param label as samples name it
 * @param benchmark the class; its one benchmark method is run
 * @param parameters name and value of all parameters but the subject
 * @param subjects who is measured, in this order
 */
public record Cell(
    String label,
    Class<?> benchmark,
    Map<String, String> parameters,
    List<? extends Subject> subjects) {
  /**
   * The same for some of the subjects.
   *
   * @param fewer which
   * @return the cell
   */
  public Cell with(List<? extends Subject> fewer) {
    return new Cell(label, benchmark, parameters, fewer);
  }
}
