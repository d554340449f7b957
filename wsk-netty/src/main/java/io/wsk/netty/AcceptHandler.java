package io.wsk.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;

/** Tells a listener what its channel sees: the only handler in its pipeline. */
final class AcceptHandler extends ChannelInboundHandlerAdapter {
  private final ListenSocket socket;
  private final AcceptPath accepts;

  AcceptHandler(ListenSocket socket, AcceptPath accepts) {
    this.socket = socket;
    this.accepts = accepts;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof DuplexChannel child) {
      accepts.onConnection(child);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    accepts.onRoundOver();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    accepts.onFailure(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    socket.channelGone(context.channel());
  }
}
