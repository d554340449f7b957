package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Failures;
import io.wsk.bench.jmh.LoopTime;
import io.wsk.bench.jmh.Warmed;
import java.io.IOException;
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

/**
 * What one connection costs from the listener's pipeline until it has been accepted and closed
 * again. The connections are made up: they have no descriptor, which would cost ten times as much.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class AcceptBenchmark {
  private static final int CONNECTIONS_PER_INVOCATION = 1 << 12;

  /** Who accepts. */
  @Param public AcceptSubject subject;

  private Warmed listeners;

  /** For JMH. */
  public AcceptBenchmark() {}

  /**
   * Opens and warms the subject and what it is compared with.
   *
   * @throws IOException if a listener cannot be made
   * @throws InterruptedException if the thread is interrupted
   */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    listeners =
        Warmed.open(AcceptSubject.COMPARED, subject, Acceptors::open, CONNECTIONS_PER_INVOCATION);
  }

  /**
   * Accepts connections, and closes them.
   *
   * @param failures counts what went wrong
   * @param time counts what the event loop needed
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(CONNECTIONS_PER_INVOCATION)
  public void accept(Failures failures, LoopTime time) throws InterruptedException {
    listeners.run(CONNECTIONS_PER_INVOCATION, failures, time);
  }

  /**
   * Closes everything.
   *
   * @throws IOException if a listener cannot be closed
   */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    listeners.close();
  }
}
