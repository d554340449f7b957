package io.wsk.bench.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.HdrHistogram.Histogram;

/** One connection of the load: keeps messages on their way and checks what comes back. */
final class LoadConnection implements AutoCloseable {
  private static final int PHASE = 1009;

  private final Shape shape;
  private final Pattern pattern;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out;
  private final ByteBuffer expected;
  private final long phase;

  private long sent;
  private long received;
  private long allowed;
  private long sentAt;

  LoadConnection(
      Shape shape, Pattern pattern, int number, InetSocketAddress server, Selector selector)
      throws IOException {
    this.shape = shape;
    this.pattern = pattern;
    this.out = pattern.window();
    this.expected = pattern.window();
    this.phase = (long) number * PHASE;
    this.channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  long messages() {
    return received / shape.bytes();
  }

  /** Bytes that have been sent, or are bound to be, and are not back. */
  long missing() {
    return allowed - received;
  }

  /** Puts the first messages on their way. */
  void begin() throws IOException {
    allowed = received + shape.window();
    send();
  }

  /** The channel can read or write. */
  void ready(ByteBuffer in, boolean more, Histogram latencies)
      throws IOException, WrongEchoException {
    if (key.isReadable()) {
      receive(in, more, latencies);
    }
    if (sent < allowed) {
      send();
    }
  }

  private void receive(ByteBuffer in, boolean more, Histogram latencies)
      throws IOException, WrongEchoException {
    in.clear();
    int count = channel.read(in);
    if (count < 0) {
      throw new WrongEchoException("the server ended the stream, " + missing() + " bytes early");
    }
    check(in.flip());
    long before = messages();
    received += count;
    if (messages() == before) {
      return;
    }
    if (shape.pipelining() == 1) {
      latencies.recordValue(System.nanoTime() - sentAt);
    }
    if (more) {
      allowed = messages() * shape.bytes() + shape.window();
    }
  }

  private void check(ByteBuffer in) throws WrongEchoException {
    if (in.remaining() > sent - received) {
      throw new WrongEchoException("more bytes came back than were sent");
    }
    pattern.move(expected, phase + received, in.remaining());
    int wrong = in.mismatch(expected);
    if (wrong >= 0) {
      throw new WrongEchoException("byte " + (received + wrong) + " came back changed");
    }
  }

  private void send() throws IOException {
    sentAt = System.nanoTime();
    while (sent < allowed) {
      pattern.move(out, phase + sent, allowed - sent);
      int count = channel.write(out);
      sent += count;
      if (count == 0) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
