package io.wsk.bench.dispatch;

import io.netty.channel.Channel;
import java.io.Closeable;
import java.io.IOException;

/** A receiving end on which nothing arrives by itself. */
interface Receiver extends Closeable {
  /** Its channel, where reads may be fired. */
  Channel channel();

  /** How many bytes it has dealt with. Exact on the loop, and for whoever the loop has told. */
  long bytes();

  /** A read has been fired, to its end. On the loop. */
  default void readDone() {}

  /** All reads have been fired: gives back what has been kept. On the loop. */
  default void finish() {}

  @Override
  void close() throws IOException;
}
