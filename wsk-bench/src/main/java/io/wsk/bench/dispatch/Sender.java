package io.wsk.bench.dispatch;

import io.netty.buffer.ByteBuf;

/** Sends one buffer over and over. On the loop of its connection. */
abstract class Sender {
  private long completed;

  /**
   * Sends.
   *
   * @param last whether all that has been sent leaves now
   */
  abstract void send(boolean last);

  final void complete() {
    completed++;
  }

  /** How many sends have been completed. */
  final long completed() {
    return completed;
  }

  /** Makes a sender for a buffer, which stays the caller's. */
  interface Maker {
    Sender of(ByteBuf buffer);
  }
}
