package io.wsk.bench.server;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A server that is Netty alone: a channel on loopback, and the one event loop of all its work. */
public final class NettyServer implements Server {
  private final EventLoopGroup loop;
  private final Channel channel;
  private final LoopThread loopThread;

  private NettyServer(EventLoopGroup loop, Channel channel, LoopThread loopThread) {
    this.loop = loop;
    this.channel = channel;
    this.loopThread = loopThread;
  }

  /**
   * Starts a server.
   *
   * @param transport what its sockets live on
   * @param bootstrap knows all but the event loop and the address
   * @return a server, to be closed
   * @throws InterruptedException if the thread is interrupted
   */
  public static NettyServer start(
      ServerTransport transport, AbstractBootstrap<?, ? extends Channel> bootstrap)
      throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
    Channel channel =
        bootstrap.group(loop).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    LoopThread loopThread = loop.submit(LoopThread::current).sync().getNow();
    return new NettyServer(loop, channel, loopThread);
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
}
