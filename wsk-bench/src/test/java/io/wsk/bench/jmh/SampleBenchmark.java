package io.wsk.bench.jmh;

import io.netty.util.ResourceLeakDetector;
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
    // As in all that is measured: nothing is sampled for leaks.
    if (ResourceLeakDetector.isEnabled()) {
      throw new IllegalStateException("leak detection is on");
    }
    if (subject == SampleSubject.THROWING) {
      throw new IllegalStateException("on purpose");
    }
    if (subject == SampleSubject.WRONG) {
      failures.failed++;
    }
    return new byte[1000];
  }
}
