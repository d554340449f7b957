package io.wsk.bench.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The load on one server: plain NIO on the calling thread, nothing of what is measured. Closed
 * loop: a message leaves when an earlier one has come back, so the load is bounded, and latencies
 * are those of this load, not of one that arrives regardless.
 */
final class EchoLoad implements AutoCloseable {
  private static final int IN_BYTES = 256 * 1024;
  private static final long MAX_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int TURN_MILLIS = 100;

  private final Selector selector;
  private final List<LoadConnection> connections = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);

  private Histogram latencies = newHistogram();
  private long end;

  private EchoLoad(Selector selector) {
    this.selector = selector;
  }

  /**
   * What came of a load.
   *
   * @param messages how many came back
   * @param nanos how long it took
   * @param latencies from send to return, in ns; only without pipelining
   */
  record Result(long messages, long nanos, Histogram latencies) {}

  static EchoLoad connect(int port, Shape shape) throws IOException {
    EchoLoad load = new EchoLoad(Selector.open());
    try {
      Pattern pattern = new Pattern(IN_BYTES);
      InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (int i = 0; i < shape.connections(); i++) {
        load.connections.add(new LoadConnection(shape, pattern, i, server, load.selector));
      }
      return load;
    } catch (IOException e) {
      load.close();
      throw e;
    }
  }

  private static Histogram newHistogram() {
    return new Histogram(MAX_LATENCY_NANOS, 3);
  }

  /**
   * Sends for a while, then waits for what is still on its way.
   *
   * @throws WrongEchoException if something does not come back, or not as it was sent
   */
  Result run(Duration duration) throws WrongEchoException {
    try {
      return runFor(duration);
    } catch (IOException | UncheckedIOException e) {
      throw new WrongEchoException("a connection failed: " + e.getMessage());
    } catch (Wrapped e) {
      throw e.wrong;
    }
  }

  private Result runFor(Duration duration) throws IOException, WrongEchoException {
    latencies = newHistogram();
    long before = messages();
    long start = System.nanoTime();
    end = start + duration.toNanos();
    for (LoadConnection connection : connections) {
      connection.begin();
    }
    while (missing() > 0) {
      selector.select(this::ready, TURN_MILLIS);
      if (System.nanoTime() - end > DRAIN_NANOS) {
        throw new WrongEchoException(missing() + " bytes did not come back");
      }
    }
    return new Result(messages() - before, System.nanoTime() - start, latencies);
  }

  private void ready(SelectionKey key) {
    try {
      LoadConnection connection = (LoadConnection) key.attachment();
      connection.ready(in, System.nanoTime() < end, latencies);
    } catch (WrongEchoException e) {
      throw new Wrapped(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long messages() {
    return connections.stream().mapToLong(LoadConnection::messages).sum();
  }

  private long missing() {
    long missing = 0;
    for (LoadConnection connection : connections) {
      missing += connection.missing();
    }
    return missing;
  }

  @Override
  public void close() throws IOException {
    for (LoadConnection connection : connections) {
      connection.close();
    }
    selector.close();
  }

  /** Carries the news through the selector. */
  private static final class Wrapped extends RuntimeException {
    private static final long serialVersionUID = 1;

    final WrongEchoException wrong;

    Wrapped(WrongEchoException wrong) {
      super(wrong);
      this.wrong = wrong;
    }
  }
}
