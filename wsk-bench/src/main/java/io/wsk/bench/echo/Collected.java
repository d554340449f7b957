package io.wsk.bench.echo;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what comes, and tells of failures at once. */
final class Collected implements Recorder {
  private final List<Sample> samples = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Consumer<String> progress;

  Collected(Consumer<String> progress) {
    this.progress = progress;
  }

  @Override
  public synchronized void add(Sample sample) {
    samples.add(sample);
  }

  @Override
  public synchronized void add(Failure failure) {
    progress.accept("FAILED: " + failure.cell() + ", " + failure.subject() + ": " + failure.what());
    failures.add(failure);
  }

  synchronized Results results() {
    return new Results(samples, failures);
  }
}
