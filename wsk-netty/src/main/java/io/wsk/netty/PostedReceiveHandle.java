package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator.MaxMessageHandle;
import io.netty.util.internal.AdaptiveCalculator;

/**
 * Hands the transport the client's own memory to read into when a receive is queued, so that its
 * bytes are not copied; otherwise memory of a size that follows what has been read, by Netty's own
 * reckoning.
 *
 * <p>It is what Netty makes for each connection, not something around that: the transport asks it
 * some ten things for each read, and epoll has something of its own around it already.
 */
final class PostedReceiveHandle extends MaxMessageHandle {
  /** As often as Netty reads from a connection at a time. */
  private static final DefaultMaxMessagesRecvByteBufAllocator SIXTEEN_READS = sixteenReads();

  private final ConnectionHandler connection;
  private final AdaptiveCalculator sizes =
      new AdaptiveCalculator(
          AdaptiveRecvByteBufAllocator.DEFAULT_MINIMUM,
          AdaptiveRecvByteBufAllocator.DEFAULT_INITIAL,
          AdaptiveRecvByteBufAllocator.DEFAULT_MAXIMUM);

  PostedReceiveHandle(ConnectionHandler connection) {
    SIXTEEN_READS.super();
    this.connection = connection;
  }

  private static DefaultMaxMessagesRecvByteBufAllocator sixteenReads() {
    DefaultMaxMessagesRecvByteBufAllocator allocator = new AdaptiveRecvByteBufAllocator();
    allocator.maxMessagesPerRead(16);
    return allocator;
  }

  @Override
  public ByteBuf allocate(ByteBufAllocator allocator) {
    ByteBuf posted = connection.postBuffer();
    return posted != null ? posted : super.allocate(allocator);
  }

  @Override
  public int guess() {
    return sizes.nextSize();
  }

  /** A read that has filled its memory shows at once that there is more. */
  @Override
  public void lastBytesRead(int bytes) {
    if (bytes == attemptedBytesRead()) {
      sizes.record(bytes);
    }
    if (bytes > 0) { // neither none, nor the end of the stream
      connection.countRead(bytes);
    }
    super.lastBytesRead(bytes);
  }

  @Override
  public void readComplete() {
    sizes.record(totalBytesRead());
  }
}
