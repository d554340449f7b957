package io.wsk.bench.accept;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.wsk.bench.server.NettyServer;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;

/** Accepts as Netty's own examples do: listener and connections on one event loop. */
final class RawAcceptServer {
  /** As many as WSK lets the host hold. */
  private static final int BACKLOG = 1024;

  private RawAcceptServer() {}

  static Server start(ServerTransport transport) throws InterruptedException {
    return NettyServer.start(
        transport,
        new ServerBootstrap()
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(new EchoHandler()));
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
