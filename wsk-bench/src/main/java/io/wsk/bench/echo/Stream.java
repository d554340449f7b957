package io.wsk.bench.echo;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection of a load: sends the pattern as far as it is allowed to. */
abstract class Stream implements AutoCloseable {
  private static final int PHASE = 1009;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Pattern pattern;
  private final ByteBuffer out;
  private final long phase;

  private long sent;
  private long allowed;

  /**
   * A stream.
   *
   * @param seat its place in the load
   */
  Stream(Seat seat) {
    this.channel = seat.channel();
    this.key = seat.key();
    this.pattern = seat.pattern();
    this.out = pattern.window();
    this.phase = (long) seat.number() * PHASE;
  }

  /**
   * A place for a stream in a load.
   *
   * @param channel connected, and not blocking
   * @param key its registration
   * @param pattern what is sent
   * @param number of the stream, from 0
   */
  record Seat(SocketChannel channel, SelectionKey key, Pattern pattern, int number) {}

  /** The server has sent something. */
  abstract void receive(ByteBuffer in) throws IOException, WrongAnswerException;

  /** Bytes that the server has answered for. */
  abstract long answered();

  /** Bytes that it owes an answer for. */
  final long missing() {
    return allowed - answered();
  }

  /** The channel can read or write. */
  final void ready(ByteBuffer in) throws IOException, WrongAnswerException {
    if (key.isReadable()) {
      if (channel.read(in.clear()) < 0) {
        throw new WrongAnswerException(
            "the server ended the stream, " + missing() + " bytes early");
      }
      receive(in.flip());
    }
    if (sent < allowed) {
      send();
    }
  }

  /** Sends as much as the host takes. */
  final void send() throws IOException {
    while (sent < allowed) {
      if (!write()) {
        watch(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
    }
    watch(SelectionKey.OP_READ);
  }

  private boolean write() throws IOException {
    pattern.move(out, phase + sent, allowed - sent);
    int count = channel.write(out);
    sent += count;
    return count > 0;
  }

  private void watch(int operations) {
    if (key.interestOps() != operations) {
      key.interestOps(operations);
    }
  }

  /** Raises the limit to so many bytes since the stream began. */
  final void allow(long newAllowed) {
    allowed = newAllowed;
  }

  final long allowed() {
    return allowed;
  }

  final long sent() {
    return sent;
  }

  final Pattern pattern() {
    return pattern;
  }

  /** Where in the pattern a byte of this stream is. */
  final long inPattern(long position) {
    return phase + position;
  }

  @Override
  public final void close() throws IOException {
    channel.close();
  }
}
