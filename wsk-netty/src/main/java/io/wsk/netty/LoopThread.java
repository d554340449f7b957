package io.wsk.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.wsk.nt.ProviderThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** An event loop's thread, known as one where nobody may wait. */
final class LoopThread extends FastThreadLocalThread implements ProviderThread {
  private final ProviderRuntime owner;

  private LoopThread(ProviderRuntime owner, Runnable task, String name) {
    super(task, name);
    this.owner = owner;
    // Not daemons: a service whose main thread has returned goes on until it deregisters.
    setDaemon(false);
  }

  /** Makes threads with names that a thread dump can be read by. */
  static ThreadFactory factory(ProviderRuntime owner, String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> new LoopThread(owner, task, prefix + "-" + number.incrementAndGet());
  }

  boolean isOwnedBy(ProviderRuntime runtime) {
    return owner == runtime;
  }
}
