package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * A list of buffers, each of which is sent as a datagram of its own.
 *
 * <p>C: {@code WSK_BUF_LIST}.
 */
public final class WskBufList {
  private final WskBuf buffer;
  private @Nullable WskBufList next;

  /**
   * A node of the list.
   *
   * @param buffer one datagram
   * @param next the next node, or null at the end
   */
  public WskBufList(WskBuf buffer, @Nullable WskBufList next) {
    this.buffer = buffer;
    this.next = next;
  }

  /**
   * One datagram. C: {@code Buffer}.
   *
   * @return the buffer
   */
  public WskBuf buffer() {
    return buffer;
  }

  /**
   * The next node. C: {@code Next}.
   *
   * @return the node, or null at the end
   */
  public @Nullable WskBufList next() {
    return next;
  }

  /**
   * Links another node behind this one.
   *
   * @param newNext the node, or null to end the list here
   */
  public void setNext(@Nullable WskBufList newNext) {
    next = newNext;
  }
}
