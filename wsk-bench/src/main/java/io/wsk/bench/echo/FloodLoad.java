package io.wsk.bench.echo;

import io.wsk.bench.server.WrongAnswerException;
import io.wsk.bench.tcp.Tally;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One way: sends as fast as the host takes it, on all connections. The server counts, and its last
 * acknowledgement on each connection must be what was sent on it.
 */
final class FloodLoad implements Load {
  private final Shape shape;
  private final Streams<FloodStream> streams;

  private FloodLoad(Shape shape, Streams<FloodStream> streams) {
    this.shape = shape;
    this.streams = streams;
  }

  static FloodLoad connect(int port, Shape shape) throws IOException {
    return new FloodLoad(
        shape, Streams.connect(port, shape.connections(), shape.bytes(), FloodStream::new));
  }

  @Override
  public Result run(Duration duration) throws WrongAnswerException {
    long before = acknowledged();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    do {
      offer();
      streams.turn(false);
    } while (System.nanoTime() < end);
    streams.finish();
    long bytes = acknowledged() - before;
    return new Result(bytes / shape.bytes(), System.nanoTime() - start);
  }

  /** A message more for each stream that has sent all it had, in whole strides at the end. */
  private void offer() throws WrongAnswerException {
    try {
      for (FloodStream stream : streams.all()) {
        stream.offer();
      }
    } catch (IOException e) {
      throw new WrongAnswerException("a connection failed: " + e.getMessage());
    }
  }

  private long acknowledged() {
    return streams.all().stream().mapToLong(Stream::answered).sum();
  }

  @Override
  public void close() throws IOException {
    streams.close();
  }

  /** Sends strides, and reads what the server has counted. */
  private static final class FloodStream extends Stream {
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private long acknowledged;

    FloodStream(Seat seat) {
      super(seat);
    }

    void offer() throws IOException {
      if (sent() == allowed()) {
        allow(allowed() + Tally.STRIDE);
        send();
      }
    }

    @Override
    long answered() {
      return acknowledged;
    }

    @Override
    void receive(ByteBuffer in) throws WrongAnswerException {
      while (in.hasRemaining()) {
        number.put(in.get());
        if (!number.hasRemaining()) {
          take(number.flip().getLong());
          number.clear();
        }
      }
    }

    private void take(long count) throws WrongAnswerException {
      if (count <= acknowledged || count > sent() || count % Tally.STRIDE != 0) {
        throw new WrongAnswerException(
            "the server counted " + count + " bytes of " + sent() + " that were sent");
      }
      acknowledged = count;
    }
  }
}
