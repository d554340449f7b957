package io.wsk.bench.accept;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Accepts as Netty's own examples do: listener and connections on one event loop. */
final class RawAcceptServer implements Server {
  /** As many as WSK lets the host hold. */
  private static final int BACKLOG = 1024;

  private final EventLoopGroup loop;
  private final Channel channel;
  private final LoopThread loopThread;

  private RawAcceptServer(EventLoopGroup loop, Channel channel, LoopThread loopThread) {
    this.loop = loop;
    this.channel = channel;
    this.loopThread = loopThread;
  }

  static RawAcceptServer start(ServerTransport transport) throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
    Channel channel =
        new ServerBootstrap()
            .group(loop)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(new EchoHandler())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    LoopThread loopThread = loop.submit(LoopThread::current).sync().getNow();
    return new RawAcceptServer(loop, channel, loopThread);
  }

  @Override
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public LoopThread loop() {
    return loopThread;
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Sharable
  private static final class EchoHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
