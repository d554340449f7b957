package io.wsk.bench.jmh;

import java.io.IOException;

/** Has a subject do what is measured. */
public interface Driver extends AutoCloseable {
  /**
   * Has a number of operations done, and waits for the last.
   *
   * @param operations how many; a multiple of what the driver does at a time
   * @return whether each was done, once, and rightly
   * @throws InterruptedException if the thread is interrupted
   */
  boolean run(int operations) throws InterruptedException;

  /**
   * The processor time, user and system, that the event loop which does the operations has used so
   * far.
   *
   * @return in ns; always 0 if there is no one loop that does them, or its time is not known
   */
  default long loopNanos() {
    return 0;
  }

  @Override
  void close() throws IOException;
}
