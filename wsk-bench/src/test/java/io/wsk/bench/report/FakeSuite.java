package io.wsk.bench.report;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A suite whose steps do what a test wants. */
final class FakeSuite implements Suite {
  private final String name;
  private final List<Step> steps = new ArrayList<>();
  boolean closed;

  FakeSuite(String name) {
    this.name = name;
  }

  FakeSuite step(Step.Work work) {
    steps.add(new Step(name + " step " + steps.size(), Duration.ofSeconds(1), work));
    return this;
  }

  /** A step that measures something. */
  FakeSuite measuring(double value) {
    int round = steps.size();
    return step(
        recorder -> recorder.add(new Sample(name, "cell", Sample.RAW, Metric.TIME, round, value)));
  }

  /** A step that cannot measure. */
  FakeSuite failing(String why) {
    return step(recorder -> fail(why));
  }

  private static void fail(String why) throws IOException {
    throw new IOException(why);
  }

  FakeSuite interrupted() {
    return step(
        (Recorder recorder) -> {
          throw new InterruptedException("as by a Ctrl-C");
        });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "Suite " + name;
  }

  @Override
  public Map<String, String> versions() {
    return Map.of(name, "1.0");
  }

  @Override
  public List<Step> steps(Profile profile) {
    return steps;
  }

  @Override
  public void close() {
    closed = true;
  }
}
