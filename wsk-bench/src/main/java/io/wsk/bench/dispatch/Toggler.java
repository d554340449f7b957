package io.wsk.bench.dispatch;

import io.netty.channel.EventLoop;
import io.wsk.bench.wsk.ReceiveSwitch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that disables a receive callback and enables it again at once, over and over. Each
 * change leaves the loop something to do, so even at full speed it waits for the loop from time to
 * time; without that the loop would have no time for anything else.
 */
final class Toggler implements AutoCloseable {
  /** As many in a second as come to pass. */
  static final int FULL_SPEED = Integer.MAX_VALUE;

  private static final int AHEAD_OF_LOOP = 64;

  private final ReceiveSwitch events;
  private final EventLoop loop;
  private final long pauseNanos;
  private final Thread thread = new Thread(this::run, "toggler");
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private volatile long toggles;

  Toggler(ReceiveSwitch events, EventLoop loop, int perSecond) {
    this.events = events;
    this.loop = loop;
    this.pauseNanos = perSecond == FULL_SPEED ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        events.disable();
        events.enable();
        long done = toggles + 1;
        toggles = done;
        if (pauseNanos > 0) {
          LockSupport.parkNanos(pauseNanos);
        } else if (done % AHEAD_OF_LOOP == 0) {
          loop.submit(() -> true).get();
        }
      }
    } catch (InterruptedException | ExecutionException | RuntimeException e) {
      failure = e;
    }
  }

  /** How often it has disabled and enabled. */
  long toggles() {
    return toggles;
  }

  /** Whether every change has been answered as it must. */
  boolean isRight() {
    return failure == null;
  }

  /** Returns when the callback is enabled and stays so. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
