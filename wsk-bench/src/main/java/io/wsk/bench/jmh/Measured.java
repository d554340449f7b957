package io.wsk.bench.jmh;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Recorder;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is measured. */
final class Measured implements Recorder {
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
