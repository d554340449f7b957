package io.wsk.bench.echo;

import io.wsk.api.WskConnectionSocket;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.Closing;
import io.wsk.bench.wsk.WskListener;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Echo written with WSK: receive callbacks, no copying, IRPs used again. */
final class WskEchoServer implements EchoServer {
  private final WskListener listener;
  private final Connections connections;

  private WskEchoServer(WskListener listener, Connections connections) {
    this.listener = listener;
    this.connections = connections;
  }

  static WskEchoServer start(EchoTransport transport, Callbacks callbacks)
      throws InterruptedException {
    Connections connections = new Connections();
    WskListener listener =
        WskListener.open(
            transport.wsk(), callbacks, connections::accept, WskEchoConnection.DISPATCH);
    return new WskEchoServer(listener, connections);
  }

  @Override
  public int port() {
    return listener.address().getPort();
  }

  @Override
  public Thread loopThread() {
    Thread thread = connections.loopThread;
    if (thread == null) {
      throw new IllegalStateException("nothing has been accepted yet");
    }
    return thread;
  }

  @Override
  public void close() throws IOException {
    for (WskConnectionSocket socket : connections.open) {
      Closing.await(socket.close());
    }
    listener.close();
  }

  /** Those who are connected; written on the loop. */
  private static final class Connections {
    final Set<WskConnectionSocket> open = ConcurrentHashMap.newKeySet();
    volatile @Nullable Thread loopThread;

    WskEchoConnection accept(WskConnectionSocket socket) {
      loopThread = Thread.currentThread();
      open.add(socket);
      return new WskEchoConnection(socket, () -> open.remove(socket));
    }
  }
}
