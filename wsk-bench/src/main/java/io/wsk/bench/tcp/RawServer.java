package io.wsk.bench.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.wsk.bench.server.NettyServer;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;

/**
 * Netty as its own examples have it: write what is read, flush when the read is complete; and
 * before that after as many bytes as the provider, so that the two differ in nothing else.
 */
final class RawServer {
  private static final int MUCH = 64 * 1024;

  private RawServer() {}

  static Server start(ServerTransport transport, Service service) throws InterruptedException {
    return NettyServer.start(
        transport,
        new ServerBootstrap()
            .channel(transport.serverChannel())
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Handlers(service)));
  }

  private static final class Handlers extends ChannelInitializer<Channel> {
    private final Service service;

    Handlers(Service service) {
      this.service = service;
    }

    @Override
    protected void initChannel(Channel accepted) {
      accepted.pipeline().addLast(service == Service.ECHO ? new EchoHandler() : new FloodHandler());
    }
  }

  /** Writes, and leaves the flush to the end of the read, or until much has been written. */
  private static class EchoHandler extends ChannelInboundHandlerAdapter {
    private int unflushed;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      unflushed += ((ByteBuf) message).readableBytes();
      context.write(message);
      if (unflushed >= MUCH) {
        flush(context);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      flush(context);
    }

    private void flush(ChannelHandlerContext context) {
      unflushed = 0;
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private static final class FloodHandler extends EchoHandler {
    private final Tally tally = new Tally();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      long acknowledge = tally.add(bytes.readableBytes());
      bytes.release();
      if (acknowledge > 0) {
        context.write(context.alloc().buffer(Long.BYTES).writeLong(acknowledge));
      }
    }
  }
}
