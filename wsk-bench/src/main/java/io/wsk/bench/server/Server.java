package io.wsk.bench.server;

import java.io.IOException;

/** A server on loopback that does all its work on one thread. */
public interface Server extends AutoCloseable {
  /**
   * Where it listens.
   *
   * @return a port on loopback
   */
  int port();

  /**
   * The thread that does all its work.
   *
   * @return the thread; known once a connection has been accepted
   * @throws IllegalStateException if nothing has been accepted yet
   */
  LoopThread loop();

  /**
   * Stops it. Clients have closed their connections, or are cut off.
   *
   * @throws IOException if it does not stop
   */
  @Override
  void close() throws IOException;
}
