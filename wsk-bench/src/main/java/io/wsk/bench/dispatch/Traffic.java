package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Driver;
import java.io.Closeable;
import java.io.IOException;

/** Has a receiver receive all the time, driven by a thread of its own. */
final class Traffic implements Closeable {
  private static final int BUFFERS_AT_A_TIME = 1 << 14;

  private final Driver reads;
  private final Thread thread = new Thread(this::run, "traffic");
  private volatile boolean closed;
  private volatile boolean wrong;

  /**
   * Traffic that begins at once.
   *
   * @param reads closed with it
   */
  Traffic(Driver reads) {
    this.reads = reads;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed && !wrong) {
        wrong = !reads.run(BUFFERS_AT_A_TIME);
      }
    } catch (InterruptedException | RuntimeException e) {
      wrong = true;
    }
  }

  /** Whether all has been received rightly so far. */
  boolean isRight() {
    return !wrong;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reads.close();
  }
}
