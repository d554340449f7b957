package io.wsk.bench.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.wsk.bench.server.NettyServer;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import java.util.function.Consumer;

/** Echo as Netty's own examples have it: write what is read, flush when the read is complete. */
final class RawUdpServer {
  private RawUdpServer() {}

  /** Netty as it comes: one datagram, one system call to read it. */
  static Server oneAtATime(ServerTransport transport) throws InterruptedException {
    return start(transport, channel -> {});
  }

  /** Many datagrams for one system call, where the transport can. */
  static Server manyAtATime(ServerTransport transport) throws InterruptedException {
    return start(transport, UdpTransport::readMany);
  }

  private static Server start(ServerTransport transport, Consumer<DatagramChannel> options)
      throws InterruptedException {
    return NettyServer.start(
        transport,
        new Bootstrap()
            .channel(UdpTransport.channel(transport))
            .handler(
                new ChannelInitializer<DatagramChannel>() {
                  @Override
                  protected void initChannel(DatagramChannel datagrams) {
                    options.accept(datagrams);
                    datagrams.pipeline().addLast(new EchoHandler());
                  }
                }));
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
