package io.wsk.bench.tcp;

import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;

import io.wsk.api.WskConnectionSocket;
import io.wsk.bench.server.LoopThread;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.Closing;
import io.wsk.bench.wsk.WskListener;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Written with WSK: receive callbacks, no copying, IRPs used again. */
final class WskServer implements Server {
  private final WskListener listener;
  private final Connections connections;

  private WskServer(WskListener listener, Connections connections) {
    this.listener = listener;
    this.connections = connections;
  }

  static WskServer start(ServerTransport transport, Callbacks callbacks, Service service)
      throws InterruptedException {
    Connections connections = new Connections();
    WskListener listener =
        service == Service.ECHO
            ? WskListener.open(
                transport.wsk(), callbacks, connections::echo, WskEchoConnection.DISPATCH)
            : WskListener.open(
                transport.wsk(), callbacks, connections::flood, WskFloodConnection.DISPATCH);
    return new WskServer(listener, connections);
  }

  @Override
  public int port() {
    return listener.address().getPort();
  }

  @Override
  public LoopThread loop() {
    return connections.loop.get();
  }

  @Override
  public void close() throws IOException {
    for (WskConnectionSocket socket : connections.open) {
      close(socket);
    }
    listener.close();
  }

  private static void close(WskConnectionSocket socket) throws IOException {
    try {
      Closing.await(socket.close());
    } catch (NtStatusException e) {
      if (e.status() != STATUS_INVALID_HANDLE) {
        throw e;
      }
      // Its client has gone, and it is closing already; the registration waits for it.
    }
  }

  /** Those who are connected; written on the loop. */
  private static final class Connections {
    final Set<WskConnectionSocket> open = ConcurrentHashMap.newKeySet();
    final FirstLoop loop = new FirstLoop();

    WskEchoConnection echo(WskConnectionSocket socket) {
      return new WskEchoConnection(socket, accepted(socket));
    }

    WskFloodConnection flood(WskConnectionSocket socket) {
      return new WskFloodConnection(socket, accepted(socket));
    }

    /** What to do when it is closed. */
    private Runnable accepted(WskConnectionSocket socket) {
      loop.isHere();
      open.add(socket);
      return () -> open.remove(socket);
    }
  }
}
