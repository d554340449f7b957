package io.wsk.bench.accept;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Makes connections, one after the other, with some on their way at a time: each sends a byte, gets
 * it back, and is reset, so that neither end keeps a port for it.
 */
final class AcceptLoad implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final InetSocketAddress server;
  private final int atATime;
  private final int limitMillis;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private long made;

  AcceptLoad(int port, AcceptCell cell) {
    this(port, cell, LIMIT);
  }

  /**
   * A load.
   *
   * @param limit how long a server may take for one connection
   */
  AcceptLoad(int port, AcceptCell cell, Duration limit) {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.atATime = cell.atATime();
    this.limitMillis = Math.toIntExact(limit.toMillis());
  }

  /**
   * What came of a load.
   *
   * @param connections how many were made and closed
   * @param nanos how long it took
   */
  record Result(long connections, long nanos) {}

  /** A connection that waits for its answer. */
  private record Pending(Socket socket, byte sent) {}

  /**
   * Makes connections for a while, then waits for those on their way.
   *
   * @throws WrongAnswerException if one is refused, not answered, or answered wrongly
   */
  Result run(Duration duration) throws WrongAnswerException {
    long before = made;
    long start = System.nanoTime();
    try {
      while (System.nanoTime() - start < duration.toNanos()) {
        if (pending.size() == atATime) {
          finish(pending.remove());
        }
        pending.add(begin());
      }
      while (!pending.isEmpty()) {
        finish(pending.remove());
      }
    } catch (IOException e) {
      throw new WrongAnswerException("connection " + made + " failed: " + e.getMessage());
    }
    return new Result(made - before, System.nanoTime() - start);
  }

  private Pending begin() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoLinger(true, 0);
      socket.setSoTimeout(limitMillis);
      socket.connect(server, limitMillis);
      byte sent = (byte) made++;
      socket.getOutputStream().write(sent);
      return new Pending(socket, sent);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void finish(Pending connection) throws IOException, WrongAnswerException {
    try (Socket socket = connection.socket()) {
      int answer = socket.getInputStream().read();
      if (answer < 0) {
        throw new WrongAnswerException("the server ended a connection without an answer");
      }
      if ((byte) answer != connection.sent()) {
        throw new WrongAnswerException("a byte came back changed");
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Pending connection : pending) {
      connection.socket().close();
    }
    pending.clear();
  }
}
