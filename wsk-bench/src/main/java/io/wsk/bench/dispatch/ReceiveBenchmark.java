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
 * What one received buffer costs from the pipeline's head until the receiver has done its work with
 * it. The receiver is the accepted end of a real connection, on its own event loop.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class ReceiveBenchmark {
  private static final int BUFFERS_PER_INVOCATION = 1 << 20;

  /** What is done with a buffer. */
  @Param public Work work;

  /** How many buffers one read brings. */
  @Param({"1", "4", "16"})
  public int buffers;

  /** Who receives. */
  @Param public ReceiveSubject subject;

  private Warmed receivers;

  /** For JMH. */
  public ReceiveBenchmark() {}

  /**
   * Opens and warms the subject and what it is compared with.
   *
   * @throws IOException if a connection cannot be made
   * @throws InterruptedException if the thread is interrupted
   */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    receivers =
        Warmed.open(
            ReceiveSubject.COMPARED,
            subject,
            each -> Receivers.open(each, work, buffers),
            BUFFERS_PER_INVOCATION);
  }

  /**
   * Receives buffers.
   *
   * @param failures counts what went wrong
   * @param time counts what the event loop needed
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(BUFFERS_PER_INVOCATION)
  public void receive(Failures failures, LoopTime time) throws InterruptedException {
    receivers.run(BUFFERS_PER_INVOCATION, failures, time);
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
