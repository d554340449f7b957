package io.wsk.bench.report;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import java.util.List;

/**
 * What static callbacks save.
 *
 * @param cell under which circumstances
 * @param nanos by how much a dynamic dispatch takes longer
 * @param percent the same, in per cent of the dynamic dispatch
 * @param rawNanos what a dispatch takes in Netty alone
 */
public record Headline(String cell, Summary nanos, Summary percent, Summary rawNanos) {
  private static final String SUITE = "receive";
  private static final String STATIC = "static";
  private static final String DYNAMIC = "dynamic";

  /** One for each cell in which both kinds of callbacks were measured. */
  static List<Headline> of(Run run) {
    Results results = run.results();
    return run.samples().stream()
        .filter(sample -> sample.suite().equals(SUITE) && sample.metric() == Metric.TIME)
        .map(Sample::cell)
        .distinct()
        .map(cell -> of(results, cell))
        .filter(headline -> !Double.isNaN(headline.nanos().median()))
        .toList();
  }

  private static Headline of(Results results, String cell) {
    return new Headline(
        cell,
        results.difference(SUITE, cell, DYNAMIC, STATIC, Metric.TIME),
        saved(results.ratio(SUITE, cell, STATIC, DYNAMIC, Metric.TIME)),
        results.summary(SUITE, cell, Sample.RAW, Metric.TIME));
  }

  /** What is left over of 100 per cent; the ends change places. */
  private static Summary saved(Summary ratio) {
    return new Summary(
        percent(ratio.median()),
        percent(ratio.max()),
        percent(ratio.min()),
        percent(ratio.high()),
        percent(ratio.low()),
        ratio.count());
  }

  private static double percent(double ratio) {
    return 100 * (1 - ratio);
  }
}
