package io.wsk.bench.suite;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what has been measured so far. */
public final class Collected implements Recorder {
  private final List<Sample> samples = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  private final Consumer<Failure> onFailure;

  /** Nothing yet. */
  public Collected() {
    this(failure -> {});
  }

  /**
   * Nothing yet.
   *
   * @param onFailure is told of each failure at once, on the thread that adds it
   */
  public Collected(Consumer<Failure> onFailure) {
    this.onFailure = onFailure;
  }

  @Override
  public synchronized void add(Sample sample) {
    samples.add(sample);
  }

  @Override
  public synchronized void add(Failure failure) {
    failures.add(failure);
    onFailure.accept(failure);
  }

  /**
   * What is there.
   *
   * @return a copy
   */
  public synchronized Results results() {
    return new Results(samples, failures);
  }
}
