package io.wsk.bench.echo;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The streams of a load, on the calling thread.
 *
 * @param <S> what kind of streams
 */
final class Streams<S extends Stream> implements AutoCloseable {
  /** The most that is read at a time. */
  static final int IN_BYTES = 256 * 1024;

  /** How long a turn waits at most. */
  static final int TURN_MILLIS = 100;

  /** How long a server may be silent that owes an answer. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Selector selector = Selector.open();
  private final List<S> all = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);

  private Streams() throws IOException {}

  /**
   * Connects streams.
   *
   * @param port of the server, on loopback
   * @param connections how many streams
   * @param reach the most bytes that are written at a time, or compared
   * @param factory makes a stream
   */
  static <S extends Stream> Streams<S> connect(
      int port, int connections, int reach, Function<Stream.Seat, S> factory) throws IOException {
    Streams<S> streams = new Streams<>();
    try {
      Pattern pattern = new Pattern(reach);
      InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (int number = 0; number < connections; number++) {
        streams.connect(server, pattern, factory);
      }
      return streams;
    } catch (IOException e) {
      streams.close();
      throw e;
    }
  }

  private void connect(InetSocketAddress server, Pattern pattern, Function<Stream.Seat, S> factory)
      throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    S stream = factory.apply(new Stream.Seat(channel, key, pattern, all.size()));
    key.attach(stream);
    all.add(stream);
  }

  List<S> all() {
    return all;
  }

  /**
   * Lets those streams go on that can.
   *
   * @param wait whether to wait until one can, for a while
   */
  void turn(boolean wait) throws WrongAnswerException {
    try {
      if (wait) {
        selector.select(this::ready, TURN_MILLIS);
      } else {
        selector.selectNow(this::ready);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new WrongAnswerException("a connection failed: " + e.getMessage());
    } catch (Wrapped e) {
      throw e.wrong;
    }
  }

  private void ready(SelectionKey key) {
    try {
      ((Stream) key.attachment()).ready(in);
    } catch (WrongAnswerException e) {
      throw new Wrapped(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on until nothing is missing, as long as something comes. */
  void finish() throws WrongAnswerException {
    long answered = sum(Stream::answered);
    long progress = System.nanoTime();
    while (sum(Stream::missing) > 0) {
      turn(true);
      long now = System.nanoTime();
      long before = answered;
      answered = sum(Stream::answered);
      if (answered > before) {
        progress = now;
      } else if (now - progress > PATIENCE_NANOS) {
        throw new WrongAnswerException(sum(Stream::missing) + " bytes were not answered");
      }
    }
  }

  private long sum(ToLongFunction<Stream> bytes) {
    long sum = 0;
    for (S stream : all) {
      sum += bytes.applyAsLong(stream);
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    for (S stream : all) {
      stream.close();
    }
    selector.close();
  }

  /** Carries the news through the selector. */
  private static final class Wrapped extends RuntimeException {
    private static final long serialVersionUID = 1;

    final WrongAnswerException wrong;

    Wrapped(WrongAnswerException wrong) {
      super(wrong);
      this.wrong = wrong;
    }
  }
}
