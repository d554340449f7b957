package io.wsk.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.budget.Budget.Relation;
import io.wsk.bench.budget.Verdict.Outcome;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  private static final Results.Pair PAIR = new Results.Pair("suite", "cell", "own", Sample.RAW);

  private final List<Sample> samples = new ArrayList<>();

  @Test
  void aRatioIsTakenInsideOfARound() {
    measure(Sample.RAW, Metric.CPU, 100, 200, 400);
    measure("own", Metric.CPU, 101, 204, 412);
    Verdict verdict = judge(Relation.RATIO, Limit.atMost(1.02), Metric.CPU);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.measured().median()).isEqualTo(1.02);
    assertThat(verdict.text()).isEqualTo("holds, within the noise");
  }

  @Test
  void aDifferenceBeyondTheLimitIsMissed() {
    measure(Sample.RAW, Metric.TIME, 20, 21);
    measure("own", Metric.TIME, 23, 24);
    Verdict verdict = judge(Relation.DIFFERENCE, Limit.atMost(2), Metric.TIME);
    assertThat(verdict.text()).isEqualTo("missed");
    assertThat(verdict.measured().max()).isEqualTo(3);
  }

  @Test
  void metricsAreAddedUp() {
    measure(Sample.RAW, Metric.HEAP, 1000, 1000);
    measure(Sample.RAW, Metric.DIRECT, 100, 100);
    measure("own", Metric.HEAP, 1400, 1400);
    measure("own", Metric.DIRECT, 300, 300);
    Verdict verdict = judge(Relation.DIFFERENCE, Limit.bytes(512), Metric.HEAP, Metric.DIRECT);
    assertThat(verdict.measured().median()).isEqualTo(600);
    assertThat(verdict.outcome()).isEqualTo(Outcome.MISSED);
  }

  @Test
  void aRoundThatLacksOneOfThemCountsForNothing() {
    measure(Sample.RAW, Metric.HEAP, 1000);
    measure(Sample.RAW, Metric.DIRECT, 100);
    measure("own", Metric.HEAP, 1400);
    assertThat(judge(Relation.DIFFERENCE, Limit.bytes(512), Metric.HEAP, Metric.DIRECT).text())
        .isEqualTo("no figure");
  }

  @Test
  void eachBudgetIsThereOnceAndIsPrinted() {
    List<Budget> all = Budgets.all();
    assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThan(40);
    List<Verdict> verdicts = Budgets.judge(new Results(List.of(), List.of()));
    assertThat(verdicts).extracting(Verdict::outcome).containsOnly(Outcome.NO_FIGURE);
    assertThat(Verdict.table(verdicts).toString().lines()).hasSize(all.size() + 1);
  }

  private void measure(String subject, Metric metric, double... values) {
    for (int round = 0; round < values.length; round++) {
      samples.add(new Sample(PAIR.suite(), PAIR.cell(), subject, metric, round, values[round]));
    }
  }

  private Verdict judge(Relation relation, Limit limit, Metric... metrics) {
    Budget budget = new Budget("it", PAIR, List.of(metrics), relation, limit);
    return budget.judge(new Results(samples, List.of()));
  }
}
