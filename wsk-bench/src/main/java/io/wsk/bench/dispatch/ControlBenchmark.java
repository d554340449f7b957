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

/** What it costs to switch reception off and on again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class ControlBenchmark {
  private static final int SWITCHES_PER_INVOCATION = 1 << 13;

  /** Who switches. */
  @Param public SwitchedFrom from;

  /** What is switched. */
  @Param public ControlSubject subject;

  private Warmed receivers;

  /** For JMH. */
  public ControlBenchmark() {}

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
            List.of(ControlSubject.values()),
            subject,
            each -> Switches.open(each, from),
            SWITCHES_PER_INVOCATION);
  }

  /**
   * Switches off and on.
   *
   * @param failures counts what went wrong
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(SWITCHES_PER_INVOCATION)
  public void offAndOn(Failures failures) throws InterruptedException {
    if (!receivers.measured().run(SWITCHES_PER_INVOCATION)) {
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
