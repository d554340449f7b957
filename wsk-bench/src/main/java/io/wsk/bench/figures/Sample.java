package io.wsk.bench.figures;

/**
 * One figure, of one round. Figures of the same suite, cell, metric and round were taken one after
 * the other, and may be held against each other.
 *
 * @param suite what measured it
 * @param cell under which circumstances: equal for all subjects that are compared
 * @param subject what was measured; {@link #RAW} is what all others are held against
 * @param metric what the figure counts
 * @param round the number of the round, from 0
 * @param value the figure, in the metric's unit
 */
public record Sample(
    String suite, String cell, String subject, Metric metric, int round, double value) {
  /** The subject that is Netty itself, doing the same work without WSK. */
  public static final String RAW = "raw";
}
