package io.wsk.tck;

import java.util.concurrent.CountDownLatch;

/**
 * Holds a callback in progress, and with it the event loop it runs on, until the test lets it go.
 * Once let go it holds nothing any more. Give it to {@code closeLater}, so that a test that fails
 * does not leave a blocked loop behind.
 */
final class Held implements AutoCloseable {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** For the callback: says that it is in progress, and stays. */
  void hold() {
    entered.countDown();
    try {
      Eventually.latch("the test lets the callback go", released);
    } catch (InterruptedException e) {
      throw new AssertionError("a held callback was interrupted", e);
    }
  }

  /** For the test: waits until the callback is in progress. */
  void awaitEntered() throws InterruptedException {
    Eventually.latch("the callback that is to be held", entered);
  }

  /** For the test: lets the callback return. */
  void letGo() {
    released.countDown();
  }

  @Override
  public void close() {
    letGo();
  }
}
