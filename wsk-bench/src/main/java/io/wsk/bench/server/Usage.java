package io.wsk.bench.server;

import java.io.IOException;

/**
 * What a server process has used since it started, or between two such readings.
 *
 * @param processNanos CPU time of all its threads, user and system, in ns
 * @param loopNanos CPU time of its event loop, user and system, in ns
 * @param loopBytes memory allocated on the Java heap by its event loop, or {@link #UNKNOWN}
 */
public record Usage(long processNanos, long loopNanos, long loopBytes) {
  /** What is in place of a figure that a server does not have. */
  public static final long UNKNOWN = -1;

  /** Reads what a server has used since it started. */
  @FunctionalInterface
  public interface Meter {
    /**
     * Reads.
     *
     * @return what was used; the server has been used before
     * @throws IOException if it cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    Usage read() throws IOException, InterruptedException;
  }

  /**
   * Whether the server has a Java heap.
   *
   * @return true if {@link #loopBytes} is a figure
   */
  public boolean hasHeap() {
    return loopBytes != UNKNOWN;
  }

  /**
   * What was used since an earlier reading.
   *
   * @param before the earlier reading of the same process
   * @return the differences
   */
  public Usage minus(Usage before) {
    return new Usage(
        processNanos - before.processNanos,
        loopNanos - before.loopNanos,
        hasHeap() ? loopBytes - before.loopBytes : UNKNOWN);
  }
}
