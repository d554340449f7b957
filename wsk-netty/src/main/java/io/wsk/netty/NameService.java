package io.wsk.netty;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The host's names, and the threads that may wait for them. Threads are started as look-ups need
 * them and go when there has been nothing to do for a while, all of them with the last
 * registration. Their number is small since they only wait; look-ups that find them all waiting
 * queue up, and past a bound are refused, so that a host that has stopped answering costs bounded
 * memory.
 */
final class NameService {
  /** How many look-ups may be waiting for the host at the same time. */
  static final int THREADS = 4;

  /** How many more may be waiting for one of the threads. */
  static final int QUEUE = 1024;

  private static final long IDLE_SECONDS = 10;

  private final ProviderRuntime owner;
  private final HostNames hostNames;
  private @Nullable ThreadPoolExecutor threads; // guarded by this
  private volatile @Nullable Services services;

  NameService(ProviderRuntime owner, HostNames hostNames) {
    this.owner = owner;
    this.hostNames = hostNames;
  }

  HostNames hostNames() {
    return hostNames;
  }

  /** The host's services, read on first use. Blocks. */
  Services services() {
    // Two threads may both be first; they read the same file.
    Services known = services;
    if (known == null) {
      known = Services.ofHost();
      services = known;
    }
    return known;
  }

  /**
   * Has a thread run a task.
   *
   * @return false if too many are waiting
   */
  synchronized boolean execute(Runnable task) {
    try {
      started().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private synchronized ThreadPoolExecutor started() {
    ThreadPoolExecutor running = threads;
    if (running == null) {
      AtomicInteger number = new AtomicInteger();
      running =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(QUEUE),
              task -> new NameThread(owner, task, "wsk-names-" + number.incrementAndGet()));
      running.allowCoreThreadTimeOut(true);
      threads = running;
    }
    return running;
  }

  /** Takes a task out of the queue, if it is still there. */
  synchronized void withdraw(Runnable task) {
    ThreadPoolExecutor running = threads;
    if (running != null) {
      running.remove(task);
    }
  }

  /**
   * Ends the threads: the last registration is gone, and with it every look-up but those that were
   * cancelled while the host was asked. These threads end when the host answers; nobody waits for
   * that.
   */
  synchronized void stop() {
    ThreadPoolExecutor running = threads;
    threads = null;
    if (running != null) {
      running.shutdownNow();
    }
  }
}
