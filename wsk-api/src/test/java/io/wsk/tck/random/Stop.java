package io.wsk.tck.random;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A signal to end, and a way to let time pass until it comes. */
final class Stop {
  private final CountDownLatch signal = new CountDownLatch(1);

  void signal() {
    signal.countDown();
  }

  boolean isSignalled() {
    return signal.getCount() == 0;
  }

  /** Waits for the signal, but not longer than this. */
  void await(long nanos) {
    try {
      if (signal.await(nanos, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      signal();
    }
  }
}
