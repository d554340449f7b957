package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Failures;
import io.wsk.bench.jmh.Warmed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one request costs that is begun and completed, without anything that it is for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class IrpBenchmark {
  private static final int REQUESTS_PER_INVOCATION = 1 << 18;

  /** Who tells of the completion. */
  @Param public IrpSubject subject;

  private Warmed requests;

  /** For JMH. */
  public IrpBenchmark() {}

  /**
   * Opens and warms all subjects.
   *
   * @throws IOException never
   * @throws InterruptedException if the thread is interrupted
   */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    requests =
        Warmed.open(
            List.of(IrpSubject.values()), subject, IrpSubject::open, REQUESTS_PER_INVOCATION);
  }

  /**
   * Begins requests and completes them.
   *
   * @param failures counts what went wrong
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(REQUESTS_PER_INVOCATION)
  public void complete(Failures failures) throws InterruptedException {
    if (!requests.measured().run(REQUESTS_PER_INVOCATION)) {
      failures.failed++;
    }
  }

  /**
   * Closes everything.
   *
   * @throws IOException never
   */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    requests.close();
  }
}
