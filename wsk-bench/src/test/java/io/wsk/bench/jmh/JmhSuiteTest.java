package io.wsk.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.suite.Collected;
import io.wsk.bench.suite.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs a process, shortly. */
class JmhSuiteTest {
  private static final Timing SHORTEST = new Timing(1, 1, Duration.ofMillis(20));

  private final JmhSuite suite =
      new JmhSuite(
          new FullOnly("sample", "A sample.", List.of()),
          new JmhSettings(List.of(Jvm.running()), List.of(), false, false));

  /** Other projects on this host may be running JMH, too. */
  @BeforeEach
  void ignoreOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  private Results run(SampleSubject... subjects) throws IOException, InterruptedException {
    Cell cell = new Cell("cell", SampleBenchmark.class, Map.of(), List.of(subjects));
    Collected measured = new Collected();
    for (Step step : suite.steps(List.of(new Plan(List.of(cell), 1, SHORTEST)))) {
      step.work().run(measured);
    }
    return measured.results();
  }

  @Test
  void whatIsDoneRightlyGivesTimeAndMemory() throws IOException, InterruptedException {
    Results results = run(SampleSubject.RIGHT);
    assertThat(results.failures()).isEmpty();
    assertThat(results.summary("sample", "cell", "right", Metric.TIME).median()).isPositive();
    // Each operation makes an array of a thousand bytes.
    assertThat(results.summary("sample", "cell", "right", Metric.ALLOCATION).median())
        .isBetween(1000.0, 1200.0);
  }

  @Test
  void whatIsDoneWronglyGivesAFailureAndNoFigures() throws IOException, InterruptedException {
    Results results = run(SampleSubject.WRONG);
    assertThat(results.samples()).isEmpty();
    assertThat(results.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.subject()).isEqualTo("wrong");
              assertThat(failure.what()).contains("wrong or missing operations");
            });
  }

  @Test
  void aProcessThatFailsIsAFailureAndTheOthersGoOn() throws IOException, InterruptedException {
    Results results = run(SampleSubject.THROWING, SampleSubject.RIGHT);
    assertThat(results.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.subject()).isEqualTo("throwing"));
    assertThat(results.summary("sample", "cell", "right", Metric.TIME).count()).isEqualTo(1);
  }

  @Test
  void everyOtherRoundGoesBackwards() {
    Cell cell = new Cell("cell", SampleBenchmark.class, Map.of(), List.of(SampleSubject.values()));
    assertThat(JmhSuite.inTurns(cell, 0)).isEqualTo(List.of(SampleSubject.values()));
    assertThat(JmhSuite.inTurns(cell, 1))
        .isEqualTo(List.of(SampleSubject.THROWING, SampleSubject.WRONG, SampleSubject.RIGHT));
  }

  @Test
  void roundsAreWholeBeforeTheNextBegins() {
    Cell first = new Cell("first", SampleBenchmark.class, Map.of(), List.of(SampleSubject.RIGHT));
    Cell second = new Cell("second", SampleBenchmark.class, Map.of(), List.of(SampleSubject.RIGHT));
    List<Step> steps =
        suite.steps(
            List.of(new Plan(List.of(first), 2, SHORTEST), new Plan(List.of(second), 1, SHORTEST)));
    assertThat(steps.stream().map(Step::label))
        .containsExactly(
            "sample: first, round 1 of 2",
            "sample: second, round 1 of 1",
            "sample: first, round 2 of 2");
  }
}
