package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.api.Wsk.WSK_FLAG_RELEASE_ASAP;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bytes that a client retains, and the two marks: from the first on it is asked to release them,
 * from the second on nothing is read until they have fallen below the first. Added to by the loop,
 * subtracted from by any thread.
 */
final class RetainedBytes {
  private static final VarHandle BYTES;

  static {
    try {
      BYTES = MethodHandles.lookup().findVarHandle(RetainedBytes.class, "bytes", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Has the marks. */
  private final NettyOptions options;

  @SuppressWarnings("unused") // through BYTES
  private long bytes;

  /** Reading has stopped because of them; whoever brings them down wakes the loop. */
  private volatile boolean overMark;

  /** What callbacks are told: kept up to date when the bytes change, which is not per callback. */
  private volatile int callbackFlags = WSK_FLAG_AT_DISPATCH_LEVEL;

  RetainedBytes(NettyOptions options) {
    this.options = options;
  }

  /** More is retained, counted before any of it can be released. Loop only. */
  void add(long count) {
    BYTES.getAndAdd(this, count);
    updateFlags();
  }

  /**
   * Whoever changes the bytes sets the flags and then looks at the bytes again. So of two that do
   * it at a time, the one whose write comes last has seen both changes.
   */
  private void updateFlags() {
    int flags = flagsNow();
    while (callbackFlags != flags) {
      callbackFlags = flags;
      flags = flagsNow();
    }
  }

  private int flagsNow() {
    return (long) BYTES.getVolatile(this) >= options.releaseAsapBytes()
        ? WSK_FLAG_AT_DISPATCH_LEVEL | WSK_FLAG_RELEASE_ASAP
        : WSK_FLAG_AT_DISPATCH_LEVEL;
  }

  /** Looks whether reading must stop. Loop only, after {@link #add}. */
  void check() {
    if ((long) BYTES.getVolatile(this) >= options.stopReadingBytes()) {
      overMark = true;
      // The last release may have come before the flag was set: look again, now that it is.
      if ((long) BYTES.getVolatile(this) < options.releaseAsapBytes()) {
        overMark = false;
      }
    }
  }

  /**
   * Some has been released. Any thread.
   *
   * @return true if reading had stopped and may go on
   */
  boolean subtract(long count) {
    long now = (long) BYTES.getAndAdd(this, -count) - count;
    updateFlags();
    if (overMark && now < options.releaseAsapBytes()) {
      overMark = false;
      return true;
    }
    return false;
  }

  /** Whether too much is retained to read on. */
  boolean stopsReading() {
    return overMark;
  }

  /** The flags for a callback. */
  int callbackFlags() {
    return callbackFlags;
  }
}
