package io.wsk.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what the channel of a datagram socket tells to the path that it concerns. */
final class DatagramHandler extends TurnFlusher {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramHandler.class);

  private final ReceiveFromPath receives;
  private final SendToPath sends;

  DatagramHandler(ReceiveFromPath receives, SendToPath sends) {
    this.receives = receives;
    this.sends = sends;
  }

  @Override
  void refill() {
    sends.pump();
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
    reading();
    receives.onReadComplete();
    super.channelReadComplete(context);
  }

  /** A datagram could not be read, or the host reports what became of one: the socket goes on. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("{} could not read", sends.socket(), cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    sends.socket().channelGone();
  }
}
