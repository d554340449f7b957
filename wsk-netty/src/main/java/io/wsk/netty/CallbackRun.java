package io.wsk.netty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One call of a watched callback. The loop makes it and ends it; the watchdog may look at it
 * meanwhile, and the two agree by {@link #claimReport} on who says that it takes too long.
 */
final class CallbackRun {
  private static final VarHandle REPORTED;

  static {
    try {
      REPORTED = MethodHandles.lookup().findVarHandle(CallbackRun.class, "reported", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final WatchedCallback callback;
  private final @Nullable CallbackRun outer;
  private final long begin = System.nanoTime();

  @SuppressWarnings("unused") // through REPORTED
  private boolean reported;

  /**
   * A call that begins now.
   *
   * @param callback which
   * @param outer the call on the same thread that has led to it, of another socket; or null
   */
  CallbackRun(WatchedCallback callback, @Nullable CallbackRun outer) {
    this.callback = callback;
    this.outer = outer;
  }

  WatchedCallback callback() {
    return callback;
  }

  @Nullable CallbackRun outer() {
    return outer;
  }

  /** For how long it has been in progress. */
  long nanos() {
    return System.nanoTime() - begin;
  }

  /** Whether the caller is the one to report that the call takes too long. */
  boolean claimReport() {
    return REPORTED.compareAndSet(this, false, true);
  }
}
