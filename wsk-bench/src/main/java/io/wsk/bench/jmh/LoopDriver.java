package io.wsk.bench.jmh;

import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A driver whose operations are done on an event loop, step by step, while the caller waits. Many
 * operations for one hand-over make its cost vanish.
 */
public abstract class LoopDriver implements Driver {
  private static final int LIMIT_SECONDS = 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final EventLoop loop;
  private final Semaphore done = new Semaphore(0);
  private final Runnable work = this::runStep;
  private volatile boolean givenUp;
  private boolean waiting;

  // Both are written by the loop before it says that it is done.
  private @Nullable Throwable thrown;
  private @Nullable Thread thread;

  /** What is to come after a step. */
  protected enum Next {
    /** Nothing: all operations have been done. */
    DONE,
    /** Another step, once the loop's other tasks have had their turn. */
    AGAIN,
    /** Another step, once {@link #goOn} is called. */
    WAIT
  }

  /**
   * A driver.
   *
   * @param loop where the operations are done
   */
  protected LoopDriver(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Operations are about to begin.
   *
   * @param operations how many
   */
  protected abstract void begin(int operations);

  /**
   * Does some of the operations. On the loop.
   *
   * @return what is to come
   */
  protected abstract Next step();

  /**
   * Whether all was done rightly. Only asked when the last step has been done.
   *
   * @return true if so
   */
  protected abstract boolean isRight();

  @Override
  public final boolean run(int operations) throws InterruptedException {
    begin(operations);
    loop.execute(work);
    if (!done.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      givenUp = true;
      return false;
    }
    if (thrown != null) {
      throw new IllegalStateException("an operation threw", thrown);
    }
    return isRight();
  }

  /** Has the next step come, if it is waited for. On the loop. */
  protected final void goOn() {
    if (waiting) {
      waiting = false;
      loop.execute(work);
    }
  }

  @Override
  public final long loopNanos() {
    return thread == null || !THREADS.isThreadCpuTimeSupported()
        ? 0
        : THREADS.getThreadCpuTime(thread.getId());
  }

  private void runStep() {
    thread = Thread.currentThread();
    try {
      Next next = givenUp ? Next.DONE : step();
      waiting = next == Next.WAIT;
      if (next == Next.AGAIN) {
        loop.execute(work);
      }
      if (next != Next.DONE) {
        return;
      }
    } catch (RuntimeException | Error e) {
      thrown = e;
    }
    done.release();
  }
}
