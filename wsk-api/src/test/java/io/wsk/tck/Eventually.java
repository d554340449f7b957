package io.wsk.tck;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waiting with a limit, in one place. */
public final class Eventually {
  /** Long enough for a loaded machine; a test that passes never waits for it. */
  public static final Duration LIMIT = Duration.ofSeconds(20);

  private Eventually() {}

  /** Waits until a condition holds. */
  public static void until(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(2)).until(condition);
  }

  /** Waits until an assertion holds. */
  public static void asserted(ThrowingRunnable assertion) {
    Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(2)).untilAsserted(assertion);
  }

  /** Waits for a latch. */
  public static void latch(String what, CountDownLatch latch) throws InterruptedException {
    if (!latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("never happened: " + what);
    }
  }

  /** Waits for an element. */
  public static <T> T taken(String what, BlockingQueue<T> queue) throws InterruptedException {
    T element = queue.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (element == null) {
      throw new AssertionError("never came: " + what);
    }
    return element;
  }
}
