package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Failures;
import io.wsk.bench.jmh.LoopTime;
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

/**
 * What one send costs from its call to its completion, on the event loop. The transport is made up:
 * a flush only counts and frees.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class SendBenchmark {
  private static final int SENDS_PER_INVOCATION = 1 << 18;

  /** How many sends leave in one flush. */
  @Param({"1", "16"})
  public int sends;

  /** Who sends. */
  @Param public SendSubject subject;

  private Warmed senders;

  /** For JMH. */
  public SendBenchmark() {}

  /**
   * Opens and warms all subjects.
   *
   * @throws IOException if a connection cannot be made
   * @throws InterruptedException if the thread is interrupted
   */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    senders =
        Warmed.open(
            List.of(SendSubject.values()),
            subject,
            each -> Senders.open(each, sends),
            SENDS_PER_INVOCATION);
  }

  /**
   * Sends buffers.
   *
   * @param failures counts what went wrong
   * @param time counts what the event loop needed
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(SENDS_PER_INVOCATION)
  public void send(Failures failures, LoopTime time) throws InterruptedException {
    senders.run(SENDS_PER_INVOCATION, failures, time);
  }

  /**
   * Closes everything.
   *
   * @throws IOException if a connection cannot be closed
   */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    senders.close();
  }
}
