package io.wsk.bench.udp;

import io.wsk.bench.server.WrongAnswerException;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Writes and checks datagrams: a number, then bytes that depend on the number, so that one that is
 * changed, cut, or mixed with another does not go unnoticed.
 */
final class Datagrams {
  /** A prime, so that no datagram size divides it. */
  private static final int PERIOD = 65521;

  private static final long SEED = 40007;

  private final int bytes;
  private final ByteBuffer pattern;

  /**
   * Datagrams of a size.
   *
   * @param bytes of each, more than the number takes
   */
  Datagrams(int bytes) {
    if (bytes <= Long.BYTES) {
      throw new IllegalArgumentException(
          "bytes must be more than " + Long.BYTES + " but is " + bytes);
    }
    this.bytes = bytes;
    byte[] period = new byte[PERIOD];
    new Random(SEED).nextBytes(period);
    pattern = ByteBuffer.allocateDirect(PERIOD + bytes);
    while (pattern.hasRemaining()) {
      pattern.put(period, 0, Math.min(PERIOD, pattern.remaining()));
    }
  }

  /** Fills a buffer with a datagram, ready to be sent. */
  void write(long number, ByteBuffer out) {
    out.clear().putLong(number).put(expected(number)).flip();
  }

  /**
   * The number of a datagram that has come back.
   *
   * @throws WrongAnswerException if it is not as it was sent
   */
  long check(ByteBuffer in) throws WrongAnswerException {
    if (in.remaining() != bytes) {
      throw new WrongAnswerException(
          "a datagram of " + bytes + " bytes came back with " + in.remaining());
    }
    long number = in.getLong();
    int wrong = number < 0 ? 0 : in.mismatch(expected(number));
    if (wrong >= 0) {
      throw new WrongAnswerException("a datagram came back changed");
    }
    return number;
  }

  private ByteBuffer expected(long number) {
    int start = (int) (number % PERIOD);
    return pattern.limit(start + bytes - Long.BYTES).position(start);
  }
}
