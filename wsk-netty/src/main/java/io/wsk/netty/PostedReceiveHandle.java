package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.DelegatingHandle;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Hands the transport the client's own memory to read into when a receive is queued, so that its
 * bytes are not copied; otherwise the memory that the transport would have used.
 */
final class PostedReceiveHandle extends DelegatingHandle implements ExtendedHandle {
  /** What Netty makes for each connection, and as often as it reads from one at a time. */
  private static final RecvByteBufAllocator USUAL =
      new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(16);

  private final ExtendedHandle usual;
  private final ReceivePath receives;

  PostedReceiveHandle(ReceivePath receives) {
    this((ExtendedHandle) USUAL.newHandle(), receives);
  }

  private PostedReceiveHandle(ExtendedHandle usual, ReceivePath receives) {
    super(usual);
    this.usual = usual;
    this.receives = receives;
  }

  @Override
  public ByteBuf allocate(ByteBufAllocator allocator) {
    ByteBuf posted = receives.postBuffer();
    return posted != null ? posted : usual.allocate(allocator);
  }

  @Override
  public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
    return usual.continueReading(maybeMoreData);
  }
}
