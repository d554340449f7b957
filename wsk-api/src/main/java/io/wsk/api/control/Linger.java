package io.wsk.api.control;

/**
 * The value of {@link SocketOptions#SO_LINGER}: what becomes of unsent data when a socket is
 * closed.
 *
 * <p>C: {@code struct linger}.
 *
 * @param onOff whether to linger at all
 * @param seconds how long; with {@code onOff} and 0 the connection is reset at once. C has 16 bits
 *     for it: 0 to 65,535
 */
public record Linger(boolean onOff, int seconds) {
  private static final int MAX_SECONDS = 0xFFFF;

  /**
   * Checks the range.
   *
   * @param onOff whether to linger at all
   * @param seconds 0 to 65,535
   * @throws IllegalArgumentException if the seconds are out of range
   */
  public Linger {
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException("linger seconds out of range: " + seconds);
    }
  }
}
