package io.wsk.tck.random;

/**
 * Whether a callback is known to be off: a disable has said so, and nobody has called an enable
 * since the disable was called.
 */
final class Switch {
  private static final int NEVER = -1;

  private int enables;
  private int underWay;
  private volatile boolean off;

  boolean isOff() {
    return off;
  }

  /** An enable is about to be called. */
  synchronized void enabling() {
    enables++;
    underWay++;
    off = false;
  }

  /** That enable has returned. */
  synchronized void enabled() {
    underWay--;
  }

  /**
   * A disable is about to be called.
   *
   * @return to be given to {@link #disabled}
   */
  synchronized int disabling() {
    return underWay > 0 ? NEVER : enables;
  }

  /** A disable has said that the callback is off. */
  synchronized void disabled(int ticket) {
    if (ticket == enables) {
      off = true;
    }
  }
}
