package io.wsk.bench.echo;

import java.io.IOException;

/** Running servers, wherever they run. */
interface Servers extends AutoCloseable {
  /** The port on loopback. */
  int port(Contender contender);

  /** What the server has used so far; it has accepted a connection. */
  Usage usage(Contender contender) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
