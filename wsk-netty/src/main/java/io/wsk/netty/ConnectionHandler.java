package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.util.ReferenceCountUtil;

/**
 * Tells a connection what its channel sees: the last handler in its pipeline. It also tells the
 * channel where to read to.
 */
final class ConnectionHandler extends ReceiveIndicator implements RecvByteBufAllocator {
  private final ConnectionSocket socket;
  private final SendPath sends;

  ConnectionHandler(ConnectionSocket socket) {
    super(socket);
    this.socket = socket;
    this.sends = new SendPath(socket, this);
  }

  /** What is sent. */
  SendPath sends() {
    return sends;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface itself still has it
  public Handle newHandle() {
    return new PostedReceiveHandle(this);
  }

  @Override
  void refill() {
    sends.pump();
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
