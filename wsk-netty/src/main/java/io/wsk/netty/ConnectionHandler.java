package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.util.ReferenceCountUtil;

/**
 * Tells a connection what its channel sees: the last handler in its pipeline. It also tells the
 * channel where to read to, and what is received and sent passes through it: {@link TurnFlusher},
 * {@link SendPath} and {@link ReceiveIndicator} are its parts, in one object because each further
 * one costs a connection that has its turn again a line of the cache.
 */
final class ConnectionHandler extends ReceiveIndicator implements RecvByteBufAllocator {
  ConnectionHandler(ConnectionSocket socket) {
    super(socket);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface itself still has it
  public Handle newHandle() {
    return new PostedReceiveHandle(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf data) {
      reading();
      onData(data);
      told();
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    // A transport fires one of the two or both; after a reset, too.
    if (event instanceof ChannelInputShutdownEvent
        || event instanceof ChannelInputShutdownReadComplete) {
      socket().inputEnded();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    socket().channelFailed(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    socket().channelGone();
  }
}
