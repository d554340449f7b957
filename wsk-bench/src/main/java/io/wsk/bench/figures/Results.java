package io.wsk.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** All figures of a run, in the order in which they were taken. */
public final class Results {
  private final List<Sample> samples;
  private final List<Failure> failures;

  /**
   * Results that are known.
   *
   * @param samples the figures; copied
   * @param failures the rounds without; copied
   */
  public Results(List<Sample> samples, List<Failure> failures) {
    this.samples = List.copyOf(samples);
    this.failures = List.copyOf(failures);
  }

  /**
   * The figures.
   *
   * @return all of them
   */
  public List<Sample> samples() {
    return samples;
  }

  /**
   * The rounds without figures.
   *
   * @return all of them
   */
  public List<Failure> failures() {
    return failures;
  }

  /**
   * The figures of a subject.
   *
   * @param suite what measured it
   * @param cell under which circumstances
   * @param subject what was measured
   * @param metric what is counted
   * @return their summary; of NaN if there are none
   */
  public Summary summary(String suite, String cell, String subject, Metric metric) {
    return Summary.of(List.copyOf(byRound(suite, cell, subject, metric).values()));
  }

  /**
   * A subject as a ratio to another, round by round.
   *
   * @param suite what measured it
   * @param cell under which circumstances
   * @param subject what was measured
   * @param base what it is divided by
   * @param metric what is counted
   * @return the summary of the ratios of all rounds that have both
   */
  public Summary ratio(String suite, String cell, String subject, String base, Metric metric) {
    return ratio(new Pair(suite, cell, subject, base), List.of(metric));
  }

  /**
   * A subject's difference to another, round by round.
   *
   * @param suite what measured it
   * @param cell under which circumstances
   * @param subject what was measured
   * @param base what is taken away
   * @param metric what is counted
   * @return the summary of the differences of all rounds that have both
   */
  public Summary difference(String suite, String cell, String subject, String base, Metric metric) {
    return difference(new Pair(suite, cell, subject, base), List.of(metric));
  }

  /**
   * What is compared.
   *
   * @param suite what measured both
   * @param cell under which circumstances
   * @param subject what was measured
   * @param base what it is held against
   */
  public record Pair(String suite, String cell, String subject, String base) {}

  /**
   * A subject as a ratio to another, round by round.
   *
   * @param pair what is compared
   * @param metrics what is counted, and added up
   * @return the summary of the ratios of all rounds that have all of them for both
   */
  public Summary ratio(Pair pair, List<Metric> metrics) {
    return paired(pair, metrics, (own, other) -> own / other);
  }

  /**
   * A subject's difference to another, round by round.
   *
   * @param pair what is compared
   * @param metrics what is counted, and added up
   * @return the summary of the differences of all rounds that have all of them for both
   */
  public Summary difference(Pair pair, List<Metric> metrics) {
    return paired(pair, metrics, (own, other) -> own - other);
  }

  private Summary paired(Pair pair, List<Metric> metrics, DoubleBinaryOperator operator) {
    Map<Integer, Double> others = sums(pair.suite(), pair.cell(), pair.base(), metrics);
    List<Double> results = new ArrayList<>();
    sums(pair.suite(), pair.cell(), pair.subject(), metrics)
        .forEach(
            (round, own) -> {
              Double other = others.get(round);
              if (other != null) {
                results.add(operator.applyAsDouble(own, other));
              }
            });
    return Summary.of(results);
  }

  /** Rounds that lack one of the metrics have no sum. */
  private Map<Integer, Double> sums(
      String suite, String cell, String subject, List<Metric> metrics) {
    Map<Integer, Double> sums = new TreeMap<>(byRound(suite, cell, subject, metrics.get(0)));
    for (Metric metric : metrics.subList(1, metrics.size())) {
      Map<Integer, Double> more = byRound(suite, cell, subject, metric);
      sums.keySet().retainAll(more.keySet());
      sums.replaceAll((round, sum) -> sum + more.getOrDefault(round, Double.NaN));
    }
    return sums;
  }

  private Map<Integer, Double> byRound(String suite, String cell, String subject, Metric metric) {
    Map<Integer, Double> values = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.suite().equals(suite)
          && sample.cell().equals(cell)
          && sample.subject().equals(subject)
          && sample.metric() == metric) {
        values.put(sample.round(), sample.value());
      }
    }
    return values;
  }
}
