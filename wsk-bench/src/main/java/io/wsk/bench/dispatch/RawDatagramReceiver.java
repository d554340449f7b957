package io.wsk.bench.dispatch;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;

/** Raw Netty: a handler that counts the bytes of each datagram. */
final class RawDatagramReceiver implements Receiver {
  private final EventLoopGroup loop;
  private final Channel channel;
  private final CountingHandler handler;

  private RawDatagramReceiver(EventLoopGroup loop, Channel channel, CountingHandler handler) {
    this.loop = loop;
    this.channel = channel;
    this.handler = handler;
  }

  static RawDatagramReceiver open() throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    CountingHandler handler = new CountingHandler();
    Channel channel =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .handler(handler)
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    return new RawDatagramReceiver(loop, channel, handler);
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public long bytes() {
    return handler.bytes;
  }

  @Override
  public void close() {
    Loopback.shutDown(loop);
  }

  private static final class CountingHandler extends ChannelInboundHandlerAdapter {
    long bytes;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      DatagramPacket datagram = (DatagramPacket) message;
      bytes += datagram.content().readableBytes();
      datagram.release();
    }
  }
}
