package io.wsk.bench.echo;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * What is sent: one long pattern, each connection beginning at a place of its own, so that bytes
 * which are lost, changed, moved or given to another connection do not go unnoticed.
 */
final class Pattern {
  /** A prime, so that no buffer size divides it. */
  private static final int PERIOD = 65521;

  private static final long SEED = 40007;

  private final ByteBuffer bytes;
  private final int reach;

  /**
   * A pattern.
   *
   * @param reach the most bytes that are asked for at a time
   */
  Pattern(int reach) {
    this.reach = reach;
    byte[] period = new byte[PERIOD];
    new Random(SEED).nextBytes(period);
    bytes = ByteBuffer.allocateDirect(PERIOD + reach);
    while (bytes.hasRemaining()) {
      bytes.put(period, 0, Math.min(PERIOD, bytes.remaining()));
    }
  }

  /** A window on the pattern, to be moved by {@link #move}. */
  ByteBuffer window() {
    return bytes.duplicate();
  }

  /** Moves a window to {@code count} bytes from a position on, at most as far as the reach. */
  void move(ByteBuffer window, long position, long count) {
    int start = (int) (position % PERIOD);
    window.limit(start + (int) Math.min(count, reach)).position(start);
  }

  int reach() {
    return reach;
  }
}
