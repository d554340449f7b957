package io.wsk.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.wsk.nt.ProviderThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An event loop's thread, known as one where nobody may wait. */
final class LoopThread extends FastThreadLocalThread implements ProviderThread {
  private final ProviderRuntime owner;
  private final SpareBuffers spareBuffers = new SpareBuffers();

  // The verifier's, if it is on: written by this thread, read by the watchdog.
  private volatile @Nullable CallbackRun running;
  private @Nullable CallbackRun lastEnded;

  private LoopThread(ProviderRuntime owner, Runnable task, String name) {
    super(task, name);
    this.owner = owner;
    // Not daemons: a service whose main thread has returned goes on until it deregisters.
    setDaemon(false);
  }

  /** Makes threads with names that a thread dump can be read by. */
  static ThreadFactory factory(ProviderRuntime owner, String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      LoopThread thread = new LoopThread(owner, task, prefix + "-" + number.incrementAndGet());
      owner.metrics().verifier().add(thread);
      return thread;
    };
  }

  /** The calling thread, or null if it is none of these. */
  static @Nullable LoopThread current() {
    return Thread.currentThread() instanceof LoopThread thread ? thread : null;
  }

  /** This thread only. */
  SpareBuffers spareBuffers() {
    return spareBuffers;
  }

  boolean isOwnedBy(ProviderRuntime runtime) {
    return owner == runtime;
  }

  @Override
  public void refusedToBlock(String call) {
    owner.metrics().verifier().blockingWait(this, call);
  }

  // ---- what the verifier watches ----------------------------------------------------------------

  /** The watched callback that is in progress, the innermost; or null. Any thread. */
  @Nullable CallbackRun running() {
    return running;
  }

  /** The watched callback that ended last; or null. This thread only. */
  @Nullable CallbackRun lastEnded() {
    return lastEnded;
  }

  /** A watched callback is entered. This thread only. */
  void running(CallbackRun run) {
    running = run;
  }

  /** It has returned; the one that had led to it goes on. This thread only. */
  void ended(CallbackRun run) {
    lastEnded = run;
    running = run.outer();
  }
}
