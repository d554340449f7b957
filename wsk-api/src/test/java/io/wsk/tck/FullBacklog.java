package io.wsk.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assumptions;

/** A server that leaves connects unanswered: its backlog is full, until it accepts. */
final class FullBacklog implements AutoCloseable {
  private static final int FILLERS = 8;

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<SocketChannel> fillers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Socket> accepted = new ConcurrentLinkedQueue<>();

  FullBacklog() throws IOException {
    int established = 0;
    for (int i = 0; i < FILLERS; i++) {
      SocketChannel filler = SocketChannel.open();
      fillers.add(filler);
      filler.configureBlocking(false);
      established += filler.connect(address()) || filler.finishConnect() ? 1 : 0;
    }
    Assumptions.assumeTrue(established < FILLERS, "this host does not bound the backlog");
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  /** Accepts whoever comes, from now on. */
  void acceptAll() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  accepted.add(server.accept());
                }
              } catch (IOException e) {
                // Closed: the test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
