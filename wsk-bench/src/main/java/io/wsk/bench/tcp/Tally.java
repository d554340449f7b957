package io.wsk.bench.tcp;

/**
 * Counts what one connection has received, and says when to acknowledge it: with a 64-bit number,
 * the highest byte first, each time another {@link #STRIDE} bytes or more are whole. The number is
 * the count, rounded down to a multiple of it.
 */
public final class Tally {
  /** Bytes from one acknowledgement to the next. */
  public static final int STRIDE = 1 << 20;

  private long received;
  private long acknowledged;

  /**
   * Counts.
   *
   * @param bytes that have been received
   * @return the number to acknowledge with, or 0 for none now
   */
  public long add(int bytes) {
    received += bytes;
    if (received - acknowledged < STRIDE) {
      return 0;
    }
    acknowledged = received - received % STRIDE;
    return acknowledged;
  }
}
