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

/** What one received buffer costs that nobody wants yet: it is held, then copied on request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class BufferingBenchmark {
  private static final int BUFFERS_PER_INVOCATION = 1 << 18;

  /** How many buffers one read brings, and one request takes. */
  @Param({"1", "4", "16"})
  public int buffers;

  /** Who receives. */
  @Param public BufferingSubject subject;

  private Warmed receivers;

  /** For JMH. */
  public BufferingBenchmark() {}

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
            List.of(BufferingSubject.values()),
            subject,
            each -> Receivers.openBuffering(each, buffers),
            BUFFERS_PER_INVOCATION);
  }

  /**
   * Has buffers held, then takes them.
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
