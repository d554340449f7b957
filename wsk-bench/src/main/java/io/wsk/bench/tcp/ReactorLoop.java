package io.wsk.bench.tcp;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.ServerSocketChannel;
import io.wsk.bench.server.ServerTransport;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * One event loop for a server, on the transport that all are compared on. By itself Reactor Netty
 * takes io_uring where it finds it.
 */
final class ReactorLoop implements LoopResources {
  private final ServerTransport transport;
  private final EventLoopGroup loop;

  ReactorLoop(ServerTransport transport) {
    this.transport = transport;
    this.loop = new MultiThreadIoEventLoopGroup(1, transport.ioHandlers());
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return loop;
  }

  @Override
  public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
    return type.cast(new ReflectiveChannelFactory<>(listener(type)).newChannel());
  }

  @Override
  public <C extends Channel> Class<? extends C> onChannelClass(
      Class<C> type, EventLoopGroup group) {
    return listener(type).asSubclass(type);
  }

  private Class<? extends Channel> listener(Class<? extends Channel> type) {
    if (type != ServerSocketChannel.class) {
      throw new IllegalArgumentException("there are listeners only here, not " + type.getName());
    }
    return transport.serverChannel();
  }

  @Override
  public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
    return Mono.fromRunnable(
        () ->
            loop.shutdownGracefully(
                    quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly());
  }
}
