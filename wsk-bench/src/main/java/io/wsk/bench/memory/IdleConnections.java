package io.wsk.bench.memory;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections to a server that say nothing, unless they are told to. */
final class IdleConnections implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<Socket> sockets = new ArrayList<>();

  /**
   * Opens connections; the server has accepted all of them.
   *
   * @throws WrongAnswerException if it does not
   */
  static IdleConnections open(int port, int count) throws WrongAnswerException, IOException {
    IdleConnections opened = new IdleConnections();
    try {
      InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (int i = 0; i < count; i++) {
        opened.add(server);
      }
      // Connections are accepted in their order, so an answer on the last one tells of them all.
      opened.use(count - 1);
      return opened;
    } catch (WrongAnswerException | IOException e) {
      opened.close();
      throw e;
    }
  }

  private void add(InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setSoLinger(true, 0); // Neither end keeps a port for a connection that is closed.
    socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
    socket.connect(server, Math.toIntExact(LIMIT.toMillis()));
  }

  /** Sends a byte on each, and gets it back. */
  void useEach() throws WrongAnswerException {
    for (int i = 0; i < sockets.size(); i++) {
      use(i);
    }
  }

  private void use(int index) throws WrongAnswerException {
    Socket socket = sockets.get(index);
    byte sent = (byte) index;
    int answer;
    try {
      socket.getOutputStream().write(sent);
      answer = socket.getInputStream().read();
    } catch (IOException e) {
      throw new WrongAnswerException("connection " + index + " failed: " + e.getMessage());
    }
    if (answer < 0 || (byte) answer != sent) {
      throw new WrongAnswerException("connection " + index + " did not echo a byte");
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }
}
