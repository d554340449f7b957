package io.wsk.bench.echo;

import java.io.IOException;

/** A server that sends everything back, on one event loop. */
interface EchoServer extends AutoCloseable {
  /** Where it listens, on loopback. */
  int port();

  /** The thread that does all its work; known once it has accepted a connection. */
  Thread loopThread();

  /** Stops it; clients have closed their connections, or are cut off. */
  @Override
  void close() throws IOException;
}
