package io.wsk.bench.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCounted;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What reads bring. */
final class Messages {
  /** The payload of each. */
  static final int BYTES = 64;

  private Messages() {}

  /** Buffers of a stream. */
  static List<ByteBuf> buffers(int count) {
    return some(count, Messages::buffer);
  }

  /** Datagrams that one peer has sent. */
  static List<DatagramPacket> datagrams(
      int count, InetSocketAddress recipient, InetSocketAddress sender) {
    return some(count, () -> new DatagramPacket(buffer(), recipient, sender));
  }

  /** The bytes of a message. */
  static ByteBuf content(ReferenceCounted message) {
    return message instanceof ByteBufHolder holder ? holder.content() : (ByteBuf) message;
  }

  private static ByteBuf buffer() {
    return ByteBufAllocator.DEFAULT.ioBuffer(BYTES).writeZero(BYTES);
  }

  private static <M> List<M> some(int count, Supplier<M> maker) {
    return Stream.generate(maker).limit(count).toList();
  }
}
