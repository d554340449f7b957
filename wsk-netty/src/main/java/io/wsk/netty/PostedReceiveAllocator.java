package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Hands the transport the client's own memory to read into when a receive is queued, so that its
 * bytes are not copied; otherwise the memory that the transport would have used.
 */
final class PostedReceiveAllocator implements RecvByteBufAllocator {
  private final RecvByteBufAllocator usual;
  private final ReceivePath receives;

  PostedReceiveAllocator(RecvByteBufAllocator usual, ReceivePath receives) {
    this.usual = usual;
    this.receives = receives;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface itself still has it
  public Handle newHandle() {
    return new PostedHandle((ExtendedHandle) usual.newHandle(), receives);
  }

  private static final class PostedHandle extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle usual;
    private final ReceivePath receives;

    PostedHandle(ExtendedHandle usual, ReceivePath receives) {
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
}
