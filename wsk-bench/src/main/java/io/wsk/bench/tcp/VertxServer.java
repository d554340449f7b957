package io.wsk.bench.tcp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Vert.x, on its native transport if epoll is asked for. It flushes at the end of a read. */
final class VertxServer implements Server {
  private static final int LIMIT_SECONDS = 20;

  private final Vertx vertx;
  private final FirstLoop loop = new FirstLoop();
  private final Service service;
  private final NetServer server;

  private VertxServer(ServerTransport transport, Service service) {
    this.service = service;
    boolean isNative = transport == ServerTransport.EPOLL;
    this.vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(isNative));
    if (vertx.isNativeTransportEnabled() != isNative) {
      throw new IllegalStateException("Vert.x does not take the transport " + transport.label());
    }
    this.server =
        vertx
            .createNetServer(new NetServerOptions().setTcpNoDelay(true))
            .connectHandler(this::accept);
  }

  static VertxServer start(ServerTransport transport, Service service)
      throws IOException, InterruptedException {
    VertxServer server = new VertxServer(transport, service);
    await(server.server.listen(0, InetAddress.getLoopbackAddress().getHostAddress()));
    return server;
  }

  private static void await(Future<?> future) throws IOException, InterruptedException {
    try {
      future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Vert.x does not start or stop", e);
    }
  }

  private void accept(NetSocket socket) {
    loop.isHere();
    socket.exceptionHandler(cause -> socket.close());
    if (service == Service.ECHO) {
      socket.handler(socket::write);
      return;
    }
    Tally tally = new Tally();
    socket.handler(
        bytes -> {
          long acknowledge = tally.add(bytes.length());
          if (acknowledge > 0) {
            socket.write(Buffer.buffer(Long.BYTES).appendLong(acknowledge));
          }
        });
  }

  @Override
  public int port() {
    return server.actualPort();
  }

  @Override
  public LoopThread loop() {
    return loop.get();
  }

  @Override
  public void close() throws IOException {
    try {
      await(vertx.close());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
