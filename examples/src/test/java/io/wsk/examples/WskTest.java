package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskFuture;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.WskSocket;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.NettyWskProvider;
import io.wsk.netty.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A registration with the real provider that closes its sockets, last made first, at the end. */
final class WskTest implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMillis(Client.LIMIT_MILLIS);
  static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final WskRegistration registration;
  private final WskProviderNpi npi;
  private final Deque<WskSocket> sockets = new ArrayDeque<>();

  WskTest(Transport transport) {
    NettyOptions options = NettyOptions.builder().transport(transport).threads(2).build();
    registration = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), new NettyWskProvider(options));
    npi = registration.capture(WSK_INFINITE_WAIT);
  }

  static List<Transport> transports() {
    return Stream.of(Transport.NIO, Transport.EPOLL, Transport.KQUEUE)
        .filter(Transport::isAvailable)
        .toList();
  }

  WskProviderNpi npi() {
    return npi;
  }

  static <T> T get(WskFuture<T> future) throws InterruptedException, TimeoutException {
    return future.await(LIMIT);
  }

  /** Waits for the socket, and closes it at the end. */
  <S extends WskSocket> S open(WskFuture<S> future) throws InterruptedException, TimeoutException {
    return closeLater(get(future));
  }

  synchronized <S extends WskSocket> S closeLater(S socket) {
    sockets.push(socket);
    return socket;
  }

  /** The test has closed it. */
  synchronized void forget(WskSocket socket) {
    sockets.remove(socket);
  }

  private synchronized WskSocket nextToClose() {
    return sockets.poll();
  }

  @Override
  public void close() throws IOException {
    for (WskSocket socket = nextToClose(); socket != null; socket = nextToClose()) {
      close(socket);
    }
    npi.close();
    registration.close();
  }

  private static void close(WskSocket socket) throws IOException {
    try {
      get(socket.close());
    } catch (TimeoutException e) {
      throw new IOException("a socket does not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a socket was closing");
    }
  }
}
