package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Collected;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteRunnerTest {
  private final Collected recording = new Collected();
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> samplesAtCheckpoints = new ArrayList<>();

  @Test
  void runsEachSuiteToItsEndAndClosesIt() throws IOException, InterruptedException {
    FakeSuite a = new FakeSuite("a").measuring(1).measuring(2);
    FakeSuite b = new FakeSuite("b").measuring(3);
    run(a, b);
    assertThat(recording.results().samples()).extracting(Sample::value).containsExactly(1d, 2d, 3d);
    assertThat(samplesAtCheckpoints).containsExactly(2, 3);
    assertThat(a.closed && b.closed).isTrue();
    assertThat(recording.results().failures()).isEmpty();
  }

  @Test
  void aStepThatThrowsIsAFailureAndTheSuiteGoesOn() throws IOException, InterruptedException {
    run(new FakeSuite("a").failing("no port").measuring(2));
    assertThat(recording.results().samples()).extracting(Sample::value).containsExactly(2d);
    assertThat(recording.results().failures())
        .containsExactly(
            new Failure("a", "a step 0", SuiteRunner.ALL, 0, "java.io.IOException: no port"));
    assertThat(lines).anyMatch(line -> line.contains("FAILED") && line.contains("no port"));
  }

  @Test
  void aSuiteThatFailsThreeTimesInARowIsGivenUpAndTheNextOneRuns()
      throws IOException, InterruptedException {
    FakeSuite bad = new FakeSuite("bad");
    bad.failing("1").failing("2").measuring(1).failing("3").failing("4").failing("5");
    bad.measuring(2).measuring(3);
    run(bad, new FakeSuite("good").measuring(4));
    assertThat(recording.results().samples()).extracting(Sample::value).containsExactly(1d, 4d);
    assertThat(recording.results().failures())
        .hasSize(6)
        .last()
        .extracting(Failure::what)
        .asString()
        .contains("given up", "steps not run: 2");
    assertThat(bad.closed).isTrue();
  }

  @Test
  void anInterruptionEndsTheRunAndClosesTheSuite() {
    FakeSuite suite = new FakeSuite("a").measuring(1).interrupted().measuring(2);
    FakeSuite next = new FakeSuite("b").measuring(3);
    assertThatThrownBy(() -> run(suite, next)).isInstanceOf(InterruptedException.class);
    assertThat(recording.results().samples()).extracting(Sample::value).containsExactly(1d);
    assertThat(suite.closed).isTrue();
    assertThat(samplesAtCheckpoints).isEmpty();
  }

  @Test
  void progressNamesWhatRunsAndHowLongItTakes() throws IOException, InterruptedException {
    run(new FakeSuite("a").measuring(1), new FakeSuite("b").measuring(1));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("0 %", "2 s left", "a step 0");
    assertThat(lines.get(1)).contains("50 %", "b step 0");
  }

  @Test
  void aSuiteWithoutStepsIsNoPartOfThePlan() {
    Plan plan =
        Plan.of(List.of(new FakeSuite("none"), new FakeSuite("a").measuring(1)), Profile.FULL);
    assertThat(plan.titles()).containsOnlyKeys("a");
    assertThat(plan.time().planned()).isEqualTo(Duration.ofSeconds(1));
  }

  private void run(Suite... suites) throws IOException, InterruptedException {
    Plan plan = Plan.of(List.of(suites), Profile.QUICK);
    new SuiteRunner(plan, recording, new LineProgress(plan.time(), lines::add))
        .run(() -> samplesAtCheckpoints.add(recording.results().samples().size()));
  }
}
