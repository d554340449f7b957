package io.wsk.tck.random;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds how often something is done in a second. */
final class Rate {
  private final long nanosEach;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  Rate(int perSecond) {
    this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Whether it may be done now. What was not done in time is not made up for. */
  boolean allows() {
    long now = System.nanoTime();
    long due = next.get();
    return due - now <= 0 && next.compareAndSet(due, Math.max(due, now - nanosEach) + nanosEach);
  }
}
