package io.wsk.bench.dispatch;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What one received buffer costs from the pipeline's head to its release by the receiver. Nothing
 * of the provider is replaced: the receiver is the accepted end of a real connection, on its own
 * event loop, and only the transport's reads are made up.
 *
 * <p>Every process opens and warms all variants without a verifier before it measures one of them,
 * so that the compiler has seen both branches of the gate, and the same pipelines, whichever it is.
 * One that measures a verifier opens that variant, too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {
  private static final int BUFFERS_PER_INVOCATION = 1 << 20;
  private static final int WARM_UP_TURNS = 20;

  /** Who receives. */
  @Param
  @SuppressWarnings("NullAway.Init") // JMH sets it
  public Variant variant;

  /** How many buffers one read brings. */
  @Param({"1", "16"})
  public int buffers;

  private final Map<Variant, Receiver> receivers = new EnumMap<>(Variant.class);
  private final Map<Variant, ReadDriver> drivers = new EnumMap<>(Variant.class);

  @SuppressWarnings("NullAway.Init") // set by open
  private ReadDriver driver;

  /** What went wrong; JMH adds the counts up. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Failures {
    /** Invocations in which bytes or buffers were missing. */
    public long failed;
  }

  /**
   * Opens and warms all variants that the measured one is to be compared with.
   *
   * @throws IOException if a connection cannot be made
   * @throws InterruptedException if the thread is interrupted
   */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    for (Variant each : Variant.values()) {
      if (each.isVerified() && each != variant) {
        continue;
      }
      Receiver receiver = each.open();
      receiver.awaitReady();
      receivers.put(each, receiver);
      drivers.put(each, new ReadDriver(receiver, buffers));
    }
    for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
      for (ReadDriver each : drivers.values()) {
        if (!each.receive(BUFFERS_PER_INVOCATION / WARM_UP_TURNS / buffers * buffers)) {
          throw new IllegalStateException("a receiver lost bytes or buffers while it was warmed");
        }
      }
    }
    driver = Objects.requireNonNull(drivers.get(variant));
  }

  /**
   * Receives buffers.
   *
   * @param failures counts what went wrong
   * @throws InterruptedException if the thread is interrupted
   */
  @Benchmark
  @OperationsPerInvocation(BUFFERS_PER_INVOCATION)
  public void receive(Failures failures) throws InterruptedException {
    if (!driver.receive(BUFFERS_PER_INVOCATION)) {
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
    drivers.values().forEach(ReadDriver::close);
    for (Receiver receiver : receivers.values()) {
      receiver.close();
    }
  }
}
