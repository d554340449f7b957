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

  @Override
  void close() throws IOException;
}
