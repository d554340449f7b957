package io.wsk.bench.echo;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Echo in an open loop: messages leave at a fixed rate, whatever has become of earlier ones. Each
 * is timed from when it was due, not from when it could be sent, so a server that stalls is charged
 * for all that waited, and no correction afterwards is needed.
 */
final class OpenLoad implements AutoCloseable {
  private static final long MAX_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int DIGITS = 3;

  /** From here on there is time for a turn that waits; below, waking up takes too long. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * Streams.TURN_MILLIS);

  private final Streams<TimedStream> streams;

  private OpenLoad(Streams<TimedStream> streams) {
    this.streams = streams;
  }

  static OpenLoad connect(int port, Shape shape) throws IOException {
    return new OpenLoad(
        Streams.connect(
            port,
            shape.connections(),
            Streams.IN_BYTES,
            seat -> new TimedStream(seat, shape.bytes())));
  }

  /**
   * Sends for a while, then waits for what is still on its way.
   *
   * @param perSecond messages a second, on all connections together, which take turns
   * @return the latencies in ns, of every message
   */
  Histogram run(double perSecond, Duration duration) throws WrongAnswerException {
    int connections = streams.all().size();
    long count = Math.max(connections, Math.round(perSecond * duration.toNanos() / 1e9));
    Schedule schedule = new Schedule(System.nanoTime(), 1e9 / perSecond, connections);
    Histogram latencies = new Histogram(MAX_LATENCY_NANOS, DIGITS);
    for (TimedStream stream : streams.all()) {
      stream.begin(schedule, latencies);
    }
    try {
      send(schedule, count);
    } catch (IOException e) {
      throw new WrongAnswerException("a connection failed: " + e.getMessage());
    }
    streams.finish();
    return latencies;
  }

  private void send(Schedule schedule, long count) throws IOException, WrongAnswerException {
    for (long number = 0; number < count; number++) {
      long due = schedule.due(number);
      long now = System.nanoTime();
      while (now < due) {
        streams.turn(due - now > PATIENCE_NANOS);
        now = System.nanoTime();
      }
      streams.all().get((int) (number % schedule.connections())).sendOne();
    }
  }

  @Override
  public void close() throws IOException {
    streams.close();
  }

  /**
   * When messages are due.
   *
   * @param start when the first is, by {@link System#nanoTime}
   * @param interval from one to the next, in ns
   * @param connections how many take turns
   */
  private record Schedule(long start, double interval, int connections) {
    long due(long number) {
      return start + (long) (number * interval);
    }
  }

  /** Sends when told to, and times what returns. */
  private static final class TimedStream extends EchoStream {
    private final int number;
    private final int bytes;
    private long first;
    private Schedule schedule = new Schedule(0, 0, 1);
    private Histogram latencies = new Histogram(DIGITS);

    TimedStream(Seat seat, int bytes) {
      super(seat, bytes);
      this.number = seat.number();
      this.bytes = bytes;
    }

    void begin(Schedule newSchedule, Histogram newLatencies) {
      schedule = newSchedule;
      latencies = newLatencies;
      first = messages();
    }

    void sendOne() throws IOException {
      allow(allowed() + bytes);
      send();
    }

    @Override
    void returned(long from, long until) {
      long now = System.nanoTime();
      for (long message = from - first; message < until - first; message++) {
        latencies.recordValue(now - schedule.due(message * schedule.connections() + number));
      }
    }
  }
}
