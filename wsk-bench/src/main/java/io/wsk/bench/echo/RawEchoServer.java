package io.wsk.bench.echo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Echo as Netty's own examples have it: write what is read, flush when the read is complete. */
final class RawEchoServer implements EchoServer {
  private final EventLoopGroup loop;
  private final Channel channel;
  private final Thread loopThread;

  private RawEchoServer(EventLoopGroup loop, Channel channel, Thread loopThread) {
    this.loop = loop;
    this.channel = channel;
    this.loopThread = loopThread;
  }

  static RawEchoServer start(EchoTransport transport) throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
    Channel channel =
        new ServerBootstrap()
            .group(loop)
            .channel(transport.serverChannel())
            .childHandler(new EchoHandler())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    Thread loopThread = loop.submit(Thread::currentThread).sync().getNow();
    return new RawEchoServer(loop, channel, loopThread);
  }

  @Override
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public Thread loopThread() {
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
