package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.util.ReferenceCountUtil;

/** Tells a connection what its channel sees: the only handler in its pipeline. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private final ConnectionSocket socket;
  private final ReceivePath receives;
  private final SendPath sends;

  ConnectionHandler(ConnectionSocket socket, ReceivePath receives, SendPath sends) {
    this.socket = socket;
    this.receives = receives;
    this.sends = sends;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    sends.attach(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf data) {
      sends.reading();
      receives.onData(data);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    sends.readComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    sends.writabilityChanged();
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
