package io.wsk.bench.echo;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;

/**
 * Echo in a closed loop: a message leaves when an earlier one has come back. The load is bounded
 * and takes what the server can give, so it is for throughput and cost, not for latencies.
 */
final class ClosedLoad implements Load {
  private final Streams<ClosedStream> streams;

  private ClosedLoad(Streams<ClosedStream> streams) {
    this.streams = streams;
  }

  static ClosedLoad connect(int port, Shape shape) throws IOException {
    return new ClosedLoad(
        Streams.connect(
            port, shape.connections(), Streams.IN_BYTES, seat -> new ClosedStream(seat, shape)));
  }

  @Override
  public Result run(Duration duration) throws WrongAnswerException {
    long before = messages();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    try {
      for (ClosedStream stream : streams.all()) {
        stream.begin(end);
      }
    } catch (IOException e) {
      throw new WrongAnswerException("a connection failed: " + e.getMessage());
    }
    streams.finish();
    return new Result(messages() - before, System.nanoTime() - start);
  }

  private long messages() {
    return streams.all().stream().mapToLong(EchoStream::messages).sum();
  }

  @Override
  public void close() throws IOException {
    streams.close();
  }

  /** Keeps a window of messages on their way. */
  private static final class ClosedStream extends EchoStream {
    private final Shape shape;
    private long end;

    ClosedStream(Seat seat, Shape shape) {
      super(seat, shape.bytes());
      this.shape = shape;
    }

    void begin(long newEnd) throws IOException {
      end = newEnd;
      allow(answered() + shape.window());
      send();
    }

    @Override
    void returned(long from, long until) {
      if (System.nanoTime() < end) {
        allow(until * shape.bytes() + shape.window());
      }
    }
  }
}
