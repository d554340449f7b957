package io.wsk.bench.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import java.net.InetAddress;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpServer;

/** Reactor Netty: what is received is the publisher of what is sent. It flushes in batches. */
final class ReactorServer implements Server {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ReactorLoop loops;
  private final FirstLoop loop = new FirstLoop();
  private final Service service;
  private final DisposableServer server;

  private ReactorServer(ServerTransport transport, Service service) {
    this.service = service;
    this.loops = new ReactorLoop(transport);
    this.server =
        TcpServer.create()
            .host(InetAddress.getLoopbackAddress().getHostAddress())
            .port(0)
            .runOn(loops)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .handle(this::serve)
            .bindNow(LIMIT);
  }

  static ReactorServer start(ServerTransport transport, Service service) {
    return new ReactorServer(transport, service);
  }

  private Publisher<Void> serve(NettyInbound in, NettyOutbound out) {
    loop.isHere();
    if (service == Service.ECHO) {
      return out.send(in.receive().retain());
    }
    Tally tally = new Tally();
    return out.send(in.receive().handle((bytes, sink) -> count(tally, bytes, sink)));
  }

  /** The bytes are released by the receiving end. */
  private static void count(Tally tally, ByteBuf bytes, SynchronousSink<ByteBuf> sink) {
    long acknowledge = tally.add(bytes.readableBytes());
    if (acknowledge > 0) {
      sink.next(bytes.alloc().buffer(Long.BYTES).writeLong(acknowledge));
    }
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public LoopThread loop() {
    return loop.get();
  }

  @Override
  public void close() {
    server.disposeNow(LIMIT);
    loops.disposeLater(Duration.ZERO, LIMIT).block(LIMIT);
  }
}
