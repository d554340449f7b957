package io.wsk.bench.dispatch;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.util.ArrayDeque;

/** Netty's server bootstrap, with a handler that takes note of each connection. */
final class RawAcceptor implements Acceptor {
  private final EventLoopGroup loop;
  private final Channel channel;
  private final Handler handler;
  private final ChannelFutureListener whenClosed = future -> noteClosed();
  private long closed;

  private RawAcceptor(EventLoopGroup loop, Channel channel, Handler handler) {
    this.loop = loop;
    this.channel = channel;
    this.handler = handler;
  }

  static RawAcceptor open() throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, Acceptors.loops());
    Handler handler = new Handler();
    Channel channel =
        new ServerBootstrap()
            .group(loop)
            .channel(Acceptors.listeners())
            .childHandler(handler)
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    return new RawAcceptor(loop, channel, handler);
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public long accepted() {
    return handler.accepted;
  }

  @Override
  public void closeAccepted() {
    Channel connection;
    while ((connection = handler.open.poll()) != null) {
      connection.close().addListener(whenClosed);
    }
  }

  private void noteClosed() {
    closed++;
    handler.progress.run();
  }

  @Override
  public void onProgress(Runnable action) {
    handler.progress = action;
  }

  @Override
  public long closed() {
    return closed;
  }

  @Override
  public void close() {
    Loopback.shutDown(loop);
  }

  @ChannelHandler.Sharable
  private static final class Handler extends ChannelInboundHandlerAdapter {
    final ArrayDeque<Channel> open = new ArrayDeque<>();
    long accepted;
    volatile Runnable progress = () -> {};

    @Override
    public void channelActive(ChannelHandlerContext context) {
      accepted++;
      open.add(context.channel());
      progress.run();
    }
  }
}
