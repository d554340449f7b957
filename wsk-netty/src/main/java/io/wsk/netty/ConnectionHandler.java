package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.util.ReferenceCountUtil;

/**
 * Tells a connection what its channel sees: the only handler in its pipeline. It also tells the
 * channel where to read to, which one object does for what both need.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter implements RecvByteBufAllocator {
  private final ConnectionSocket socket;
  private final ReceivePath receives;
  private final TurnFlusher flusher;

  ConnectionHandler(ConnectionSocket socket, ReceivePath receives, TurnFlusher flusher) {
    this.socket = socket;
    this.receives = receives;
    this.flusher = flusher;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface itself still has it
  public Handle newHandle() {
    return new PostedReceiveHandle(receives);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    flusher.attach(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf data) {
      flusher.reading();
      receives.onData(data);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flusher.readComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    flusher.writabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    // A transport fires one of the two or both; after a reset, too.
    if (event instanceof ChannelInputShutdownEvent
        || event instanceof ChannelInputShutdownReadComplete) {
      socket.inputEnded();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    socket.channelFailed(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    socket.channelGone();
  }
}
