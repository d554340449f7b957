package io.wsk.bench.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Echo as Netty's own examples have it: write what is read, flush when the read is complete. */
final class RawUdpServer implements Server {
  private final EventLoopGroup loop;
  private final Channel channel;
  private final LoopThread loopThread;

  private RawUdpServer(EventLoopGroup loop, Channel channel, LoopThread loopThread) {
    this.loop = loop;
    this.channel = channel;
    this.loopThread = loopThread;
  }

  /** Netty as it comes: one datagram, one system call to read it. */
  static RawUdpServer oneAtATime(ServerTransport transport) throws InterruptedException {
    return start(transport, channel -> {});
  }

  /** Many datagrams for one system call, where the transport can. */
  static RawUdpServer manyAtATime(ServerTransport transport) throws InterruptedException {
    return start(transport, UdpTransport::readMany);
  }

  private static RawUdpServer start(ServerTransport transport, Consumer<DatagramChannel> options)
      throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
    Channel channel =
        new Bootstrap()
            .group(loop)
            .channel(UdpTransport.channel(transport))
            .handler(
                new ChannelInitializer<DatagramChannel>() {
                  @Override
                  protected void initChannel(DatagramChannel datagrams) {
                    options.accept(datagrams);
                    datagrams.pipeline().addLast(new EchoHandler());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    LoopThread loopThread = loop.submit(LoopThread::current).sync().getNow();
    return new RawUdpServer(loop, channel, loopThread);
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

  private static final class EchoHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    EchoHandler() {
      super(DatagramPacket.class, false); // What is written is released by the transport.
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      context.write(new DatagramPacket(packet.content(), packet.sender()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
