package io.wsk.bench.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;

/**
 * Takes the place of the transport for what is sent: a flush counts and frees what was written, and
 * keeps its promises. Loop only.
 */
public final class Sink extends ChannelOutboundHandlerAdapter {
  private final ArrayDeque<ByteBuf> buffers = new ArrayDeque<>();
  private final ArrayDeque<ChannelPromise> promises = new ArrayDeque<>();
  private long bytes;

  /** A sink, to be the first handler of a pipeline. */
  public Sink() {}

  /**
   * How many bytes have been flushed.
   *
   * @return the count
   */
  public long bytes() {
    return bytes;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    buffers.add((ByteBuf) message);
    promises.add(promise);
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    ByteBuf buffer;
    while ((buffer = buffers.poll()) != null) {
      bytes += buffer.readableBytes();
      buffer.release();
      promises.remove().trySuccess();
    }
  }
}
