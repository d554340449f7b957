package io.wsk.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what the channel of a datagram socket tells to the path that it concerns. */
final class DatagramHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramHandler.class);

  private final DatagramSocket socket;
  private final ReceiveFromPath receives;
  private final TurnFlusher flusher;

  DatagramHandler(DatagramSocket socket, ReceiveFromPath receives, TurnFlusher flusher) {
    this.socket = socket;
    this.receives = receives;
    this.flusher = flusher;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    flusher.attach(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof DatagramPacket packet) {
      receives.onDatagram(packet);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flusher.reading();
    receives.onReadComplete();
    flusher.readComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    flusher.writabilityChanged();
  }

  /** A datagram could not be read, or the host reports what became of one: the socket goes on. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("{} could not read", socket, cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    socket.channelGone();
  }
}
