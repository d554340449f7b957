package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory for reads that are begun ahead, as io_uring's are. Netty asks for it outside of what it
 * guards: a failure that left here would end the loop, with all sockets on it, if it is an error,
 * and would leave the channel waiting for a read that was never begun if it is an exception. So a
 * read that there is no memory for is begun with a byte that all of them share. The failure is told
 * as a failure to read, as on other transports, and what the read brings is dropped. Loop only.
 */
final class ReadAhead extends ChannelInboundHandlerAdapter implements RecvByteBufAllocator {
  private static final ByteBuf NOWHERE = Unpooled.unreleasableBuffer(Unpooled.directBuffer(1, 1));

  private final RecvByteBufAllocator usual;
  private final Channel channel;
  private boolean intoNowhere;
  private @Nullable Throwable untold;

  private ReadAhead(RecvByteBufAllocator usual, Channel channel) {
    this.usual = usual;
    this.channel = channel;
  }

  /** Guards a channel's reads. Before its first one, when it has its usual allocator. */
  static void guard(Channel channel) {
    ReadAhead guard = new ReadAhead(channel.config().getRecvByteBufAllocator(), channel);
    channel.pipeline().addFirst(guard);
    channel.config().setRecvByteBufAllocator(guard);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface itself still has it
  public Handle newHandle() {
    return new GuardedHandle((ExtendedHandle) usual.newHandle());
  }

  private ByteBuf noMemory(Throwable cause) {
    intoNowhere = true;
    untold = cause;
    // Not here: whoever is told may close the channel, and the read is still to be begun.
    channel.eventLoop().execute(this::tell);
    return NOWHERE.duplicate().clear();
  }

  private void tell() {
    Throwable cause = untold;
    untold = null;
    if (cause != null) {
      channel.pipeline().fireExceptionCaught(cause);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (intoNowhere) {
      ReferenceCountUtil.release(message);
      tell();
    } else {
      context.fireChannelRead(message);
    }
  }

  /** The end of a stream: what was read into nowhere before must not be missing unnoticed. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    tell();
    context.fireUserEventTriggered(event);
  }

  private final class GuardedHandle extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle handle;

    GuardedHandle(ExtendedHandle handle) {
      super(handle);
      this.handle = handle;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      try {
        ByteBuf buffer = handle.allocate(allocator);
        intoNowhere = false;
        return buffer;
      } catch (RuntimeException | OutOfMemoryError cause) {
        return noMemory(cause);
      }
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return handle.continueReading(maybeMoreData);
    }
  }
}
