package io.wsk.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SampleBenchmark {
  @Param public SampleSubject subject;

  @Benchmark
  public byte[] work(Failures failures) {
    if (subject == SampleSubject.THROWING) {
      throw new IllegalStateException("on purpose");
    }
    if (subject == SampleSubject.WRONG) {
      failures.failed++;
    }
    return new byte[1000];
  }
}
