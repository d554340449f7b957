package io.wsk.bench.jmh;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Recorder;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a process measured, as samples.
 *
 * @param suite as in {@link Sample}
 * @param cell as in {@link Sample}
 * @param subject as in {@link Sample}
 * @param round as in {@link Sample}
 */
record RunFigures(String suite, String cell, String subject, int round) {
  private static final Map<Metric, String> SECONDARY =
      Map.of(
          Metric.ALLOCATION, "gc.alloc.rate.norm",
          Metric.CYCLES, "cycles",
          Metric.INSTRUCTIONS, "instructions");

  /** Takes down what JMH says: figures if nothing failed, else a failure. */
  void record(RunResult result, Recorder recorder) {
    Map<String, ? extends Result<?>> secondary = typed(result);
    double failed = score(secondary, Failures.COUNTER);
    if (failed != 0) {
      // NaN too: a benchmark that does not count its failures proves nothing.
      fail(recorder, "invocations with wrong or missing operations: " + failed);
      return;
    }
    add(recorder, Metric.TIME, result.getPrimaryResult().getScore());
    double loopNanos = score(secondary, LoopTime.NANOS);
    if (loopNanos > 0) {
      add(recorder, Metric.LOOP_TIME, loopNanos / score(secondary, LoopTime.OPERATIONS));
    }
    SECONDARY.forEach((metric, name) -> add(recorder, metric, score(secondary, name)));
  }

  /** Takes down that there are no figures. */
  void fail(Recorder recorder, String what) {
    recorder.add(new Failure(suite, cell, subject, round, what));
  }

  private void add(Recorder recorder, Metric metric, double value) {
    if (!Double.isNaN(value)) {
      recorder.add(new Sample(suite, cell, subject, metric, round, value));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // JMH's signature
  private static Map<String, ? extends Result<?>> typed(RunResult result) {
    return (Map) result.getSecondaryResults();
  }

  /** JMH puts signs of its own before some names, and perf some behind; NaN if there is none. */
  private static double score(Map<String, ? extends Result<?>> secondary, String name) {
    for (Map.Entry<String, ? extends Result<?>> entry : secondary.entrySet()) {
      if (bare(entry.getKey()).equals(name)) {
        return entry.getValue().getScore();
      }
    }
    return Double.NaN;
  }

  private static String bare(String label) {
    String own = label.replaceFirst("^[^a-z]+", "");
    int modifiers = own.indexOf(':');
    return modifiers < 0 ? own : own.substring(0, modifiers);
  }
}
