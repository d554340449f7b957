package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  @TempDir private Path directory;

  private final List<String> lines = new ArrayList<>();

  @AfterEach
  void thisThreadIsNotInterruptedForOthers() {
    assertThat(Thread.interrupted()).as("interrupted, by no test").isFalse();
  }

  @Test
  void aRunThatEndsIsCompleteAndInItsFiles() throws IOException {
    Run run = run(new FakeSuite("a").measuring(1), new FakeSuite("b").measuring(2));
    assertThat(run.complete()).isTrue();
    assertThat(run.suites()).containsExactly(entry("a"), entry("b"));
    assertThat(run.environment().versions()).containsKeys("Netty", "a", "b");
    assertThat(run.environment().machine()).containsKeys("processor", "memory", "virtual machine");
    assertThat(run.samples()).extracting(Sample::value).containsExactly(1d, 2d);
    assertThat(RunFile.read(output().json())).isEqualTo(run);
    assertThat(output().html()).content().contains("Suite a", "Suite b");
  }

  @Test
  void whatWasMeasuredOutlivesAnInterruption() throws IOException {
    FakeSuite suite = new FakeSuite("a").measuring(1).interrupted().measuring(2);
    Run run = run(suite, new FakeSuite("b").measuring(3));
    assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
    assertThat(run.complete()).isFalse();
    assertThat(run.samples()).extracting(Sample::value).containsExactly(1d);
    assertThat(RunFile.read(output().json())).isEqualTo(run);
    assertThat(output().html()).content().contains("Incomplete", "Suite b");
  }

  @Test
  void theFilesAreWrittenAfterEachSuite() throws IOException {
    List<Run> seen = new ArrayList<>();
    Suite looks = new FakeSuite("b").step(recorder -> seen.add(RunFile.read(output().json())));
    run(new FakeSuite("a").measuring(1), looks);
    assertThat(seen).singleElement().extracting(Run::complete).isEqualTo(false);
    assertThat(seen.get(0).samples()).extracting(Sample::value).containsExactly(1d);
  }

  @Test
  void aTerminationLeavesFilesAndNoChildren() throws IOException, InterruptedException {
    try (TerminatedRun run = TerminatedRun.start(directory)) {
      long child = run.awaitChild();
      assertThat(run.terminate()).as("exit code").isNotZero();
      Run saved = RunFile.read(output().json());
      assertThat(saved.complete()).isFalse();
      assertThat(saved.samples()).extracting(Sample::value).containsExactly(1d);
      assertThat(Files.readString(output().html())).contains("Incomplete");
      assertThat(ProcessHandle.of(child).map(TerminatedRun::ends).orElse(true)).isTrue();
    }
  }

  private Run run(Suite... suites) throws IOException {
    Plan plan = Plan.of(List.of(suites), Profile.QUICK);
    return new Session(plan, new Session.Settings(Profile.QUICK, output(), List.of()))
        .run(new LineProgress(plan.time(), lines::add));
  }

  private Output output() {
    return new Output(directory);
  }

  private static Map.Entry<String, String> entry(String suite) {
    return Map.entry(suite, "Suite " + suite);
  }
}
