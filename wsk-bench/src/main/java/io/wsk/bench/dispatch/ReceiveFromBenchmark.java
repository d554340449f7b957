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

/** What one received datagram costs from the pipeline's head until the receiver has counted it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class ReceiveFromBenchmark {
  private static final int DATAGRAMS_PER_INVOCATION = 1 << 19;

  /** How many datagrams one read brings, and so one list has. */
  @Param({"1", "16", "64"})
  public int datagrams;

  /** Who receives. */
  @Param public ReceiveFromSubject subject;

  private Warmed receivers;

  /** For JMH. */
  public ReceiveFromBenchmark() {}

  /**
   * Opens and warms the subject and what it is compared with.
   *
   * @throws IOException if a socket cannot be made
   * @throws InterruptedException if the thread is interrupted
   */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    receivers =
        Warmed.open(
            ReceiveFromSubject.COMPARED,
            subject,
            each -> Receivers.openDatagrams(each, datagrams),
            DATAGRAMS_PER_INVOCATION);
  }

  /**
   * Receives datagrams.
   *
   * @param failures counts what went wrong
   * @param time counts what the event loop needed
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(DATAGRAMS_PER_INVOCATION)
  public void receiveFrom(Failures failures, LoopTime time) throws InterruptedException {
    receivers.run(DATAGRAMS_PER_INVOCATION, failures, time);
  }

  /**
   * Closes everything.
   *
   * @throws IOException if a socket cannot be closed
   */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    receivers.close();
  }
}
