package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Failures;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the gate in front of a callback costs by itself: to enter and to leave. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH and open set the fields
public class GateBenchmark {
  /** What other threads do meanwhile. */
  @Param public GateTraffic traffic;

  /** What is passed. */
  @Param public GateSubject subject;

  private Gate gate;
  private boolean alwaysOpen;
  private volatile boolean closed;
  private @Nullable Thread disturber;

  /** For JMH. */
  public GateBenchmark() {}

  /** Makes the gate. */
  @Setup(Level.Trial)
  public void open() {
    gate = subject.open();
    alwaysOpen = traffic == GateTraffic.ALONE || subject == GateSubject.STATIC;
    if (traffic == GateTraffic.CONTENDED) {
      Thread thread = new Thread(this::disturb, "disturber");
      thread.setDaemon(true);
      thread.start();
      disturber = thread;
    }
  }

  private void disturb() {
    while (!closed) {
      gate.closeAndOpen();
    }
  }

  /**
   * Enters and leaves.
   *
   * @param failures counts what went wrong
   * @return whether it was open
   */
  @Benchmark
  public boolean pass(Failures failures) {
    boolean passed = gate.pass();
    if (!passed && alwaysOpen) {
      failures.failed++;
    }
    return passed;
  }

  /**
   * Ends the other thread.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  @TearDown(Level.Trial)
  public void close() throws InterruptedException {
    closed = true;
    Thread thread = disturber;
    if (thread != null) {
      thread.join();
    }
  }
}
