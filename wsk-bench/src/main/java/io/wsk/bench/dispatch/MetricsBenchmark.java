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

/** What the provider's counters cost: with a registry that counts, and with one that drops all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class MetricsBenchmark {
  private static final int OPERATIONS_PER_INVOCATION = 1 << 12;

  /** What is done meanwhile. */
  @Param public MetricsWork work;

  /** Who does it. */
  @Param public MetricsSubject subject;

  private Warmed receivers;

  /** For JMH. */
  public MetricsBenchmark() {}

  /**
   * Opens and warms all subjects.
   *
   * @throws IOException if a connection cannot be made
   * @throws InterruptedException if the thread is interrupted
   */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    receivers =
        Warmed.open(
            List.of(MetricsSubject.values()),
            subject,
            each -> work.open(each),
            OPERATIONS_PER_INVOCATION);
  }

  /**
   * Receives buffers or accepts connections.
   *
   * @param failures counts what went wrong
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS_PER_INVOCATION)
  public void count(Failures failures) throws InterruptedException {
    if (!receivers.measured().run(OPERATIONS_PER_INVOCATION)) {
      failures.failed++;
    }
  }

  /**
   * Closes everything.
   *
   * @throws IOException if a connection cannot be closed
   */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    receivers.close();
  }
}
