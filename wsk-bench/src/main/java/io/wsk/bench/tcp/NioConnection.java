package io.wsk.bench.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A connection of {@link NioServer}. All read into one buffer; what cannot be written at once is
 * copied aside, and nothing is read until it is gone.
 */
final class NioConnection {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final @Nullable Tally tally;
  private @Nullable ByteBuffer rest;

  private NioConnection(SocketChannel channel, SelectionKey key, @Nullable Tally tally) {
    this.channel = channel;
    this.key = key;
    this.tally = tally;
  }

  static void register(SocketChannel channel, Selector selector, Service service)
      throws IOException {
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Tally tally = service == Service.FLOOD ? new Tally() : null;
    key.attach(new NioConnection(channel, key, tally));
  }

  void ready(ByteBuffer shared) throws IOException {
    if (rest != null) {
      flush(rest);
      return;
    }
    int count = channel.read(shared.clear());
    if (count < 0) {
      channel.close();
    } else {
      answer(shared.flip());
    }
  }

  private void answer(ByteBuffer received) throws IOException {
    if (tally == null) {
      send(received);
      return;
    }
    long acknowledge = tally.add(received.remaining());
    if (acknowledge > 0) {
      send(received.clear().putLong(acknowledge).flip());
    }
  }

  private void send(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      rest = ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip();
      key.interestOps(SelectionKey.OP_WRITE);
    }
  }

  private void flush(ByteBuffer kept) throws IOException {
    channel.write(kept);
    if (!kept.hasRemaining()) {
      rest = null;
      key.interestOps(SelectionKey.OP_READ);
    }
  }
}
