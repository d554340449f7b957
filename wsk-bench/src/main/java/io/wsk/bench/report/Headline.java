package io.wsk.bench.report;

import io.wsk.bench.dispatch.ReceiveSubject;
import io.wsk.bench.dispatch.ReceiveSuite;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import java.util.List;

/**
 * What static callbacks save of the event loop's processor time.
 *
 * @param cell under which circumstances
 * @param nanos by how much a dynamic dispatch takes longer
 * @param percent the same, in per cent of the dynamic dispatch
 * @param rawNanos what a dispatch takes in Netty alone
 */
public record Headline(String cell, Summary nanos, Summary percent, Summary rawNanos) {
  private static final String SUITE = ReceiveSuite.NAME;
  private static final String STATIC = ReceiveSubject.STATIC.label();
  private static final String DYNAMIC = ReceiveSubject.DYNAMIC.label();

  /** One for each cell in which both kinds of callbacks were measured. */
  static List<Headline> of(Run run) {
    Results results = run.results();
    return run.samples().stream()
        .filter(sample -> sample.suite().equals(SUITE) && sample.metric() == Metric.LOOP_TIME)
        .map(Sample::cell)
        .distinct()
        .map(cell -> of(results, cell))
        .filter(headline -> !Double.isNaN(headline.nanos().median()))
        .toList();
  }

  private static Headline of(Results results, String cell) {
    return new Headline(
        cell,
        results.difference(SUITE, cell, DYNAMIC, STATIC, Metric.LOOP_TIME),
        saved(results.ratio(SUITE, cell, STATIC, DYNAMIC, Metric.LOOP_TIME)),
        results.summary(SUITE, cell, Sample.RAW, Metric.LOOP_TIME));
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
