package io.wsk.bench.dispatch;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Raw Netty: one handler in the pipeline of an accepted channel. */
final class RawReceiver extends Receiver {
  private final EventLoopGroup loop;
  private final Channel channel;
  private final CountingHandler handler;

  private RawReceiver(EventLoopGroup loop, Socket peer, CountingHandler handler) {
    super(peer);
    this.loop = loop;
    this.handler = handler;
    this.channel = handler.added.join();
  }

  static RawReceiver open() throws IOException, InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    CountingHandler handler = new CountingHandler();
    Channel server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(handler)
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    return new RawReceiver(loop, connect(address), handler);
  }

  @Override
  Channel channel() {
    return channel;
  }

  @Override
  long bytes() {
    return handler.bytes;
  }

  @Override
  public void close() throws IOException {
    super.close();
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static final class CountingHandler extends ChannelInboundHandlerAdapter {
    final CompletableFuture<Channel> added = new CompletableFuture<>();
    long bytes;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      added.complete(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      bytes += data.readableBytes();
      data.release();
    }
  }
}
