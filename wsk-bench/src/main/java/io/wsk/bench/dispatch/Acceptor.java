package io.wsk.bench.dispatch;

import io.netty.channel.Channel;
import java.io.Closeable;
import java.io.IOException;

/** A listener whose connections are made up. All but close is on its loop. */
interface Acceptor extends Closeable {
  /** Its channel, where connections may be fired. */
  Channel channel();

  /** Sets what to run each time that a connection has been accepted or closed. */
  void onProgress(Runnable action);

  /** A number of connections have been fired: decides about those that wait for a decision. */
  default void decide() {}

  /** How many connections it has accepted so far. */
  long accepted();

  /** Closes those that it has accepted. */
  void closeAccepted();

  /** How many connections it has heard to be closed so far. */
  long closed();

  @Override
  void close() throws IOException;
}
