package io.wsk.bench.dispatch;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Raw Netty: one handler in the pipeline of an accepted channel. */
final class RawReceiver implements Receiver {
  private final EventLoopGroup loop;
  private final Socket peer;
  private final RawHandler handler;
  private final Channel channel;
  private final @Nullable Sink sink;

  private RawReceiver(EventLoopGroup loop, Socket peer, RawHandler handler, @Nullable Sink sink) {
    this.loop = loop;
    this.peer = peer;
    this.handler = handler;
    this.channel = handler.added.join();
    this.sink = sink;
  }

  /**
   * Opens a connection.
   *
   * @param handler what is done with what arrives
   * @param sends whether what is sent ends in a {@link Sink}, whose bytes then count
   */
  static RawReceiver open(RawHandler handler, boolean sends)
      throws IOException, InterruptedException {
    Sink sink = sends ? new Sink() : null;
    if (sink != null) {
      handler.sendTo(sink);
    }
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(handler)
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    Socket peer = Loopback.connect((InetSocketAddress) server.localAddress());
    RawReceiver receiver = new RawReceiver(loop, peer, handler, sink);
    Loopback.awaitReady(receiver, peer);
    return receiver;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public long bytes() {
    return sink == null ? handler.bytes : sink.bytes();
  }

  @Override
  public void readDone() {
    handler.readDone();
  }

  @Override
  public void finish() {
    handler.finish();
  }

  @Override
  public void close() throws IOException {
    peer.close();
    Loopback.shutDown(loop);
  }
}
