package io.wsk.bench.report;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Recorder;
import java.util.ArrayList;
import java.util.List;

/** What a run has measured so far. */
final class Recording implements Recorder {
  private final List<Sample> samples = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  @Override
  public synchronized void add(Sample sample) {
    samples.add(sample);
  }

  @Override
  public synchronized void add(Failure failure) {
    failures.add(failure);
  }

  synchronized Results results() {
    return new Results(samples, failures);
  }
}
