package io.wsk.bench.server;

import java.io.IOException;

/** Starts a server. */
@FunctionalInterface
public interface ServerFactory {
  /**
   * Starts a server, with one event loop.
   *
   * @param transport what its sockets live on
   * @return the server, on a port that the host has chosen
   * @throws IOException if it does not start
   * @throws InterruptedException if the thread is interrupted
   */
  Server start(ServerTransport transport) throws IOException, InterruptedException;
}
