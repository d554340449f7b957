package io.wsk.examples;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one connection has received. One thread at a time writes, any thread reads: so a plain
 * addition and an opaque store are enough, and the hot path pays for no atomic operation.
 */
final class Traffic {
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Counts one receive. Only the thread that owns the connection may call this. */
  void received(long count) {
    messages.setOpaque(messages.getPlain() + 1);
    bytes.setOpaque(bytes.getPlain() + count);
  }

  long messages() {
    return messages.getOpaque();
  }

  long bytes() {
    return bytes.getOpaque();
  }
}
