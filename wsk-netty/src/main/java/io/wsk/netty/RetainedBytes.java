package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.api.Wsk.WSK_FLAG_RELEASE_ASAP;

import io.netty.util.concurrent.EventExecutor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bytes that a client retains, and the two marks: from the first on it is asked to release them,
 * from the second on nothing is read until they have fallen below the first. Added to by the loop,
 * subtracted from by any thread.
 *
 * <p>Most of what is retained is released by the loop too, in the completion routine of a send. So
 * the loop counts by itself, without a locked instruction, and what other threads release is a
 * second number.
 */
final class RetainedBytes {
  private static final VarHandle HERE;
  private static final VarHandle ELSEWHERE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HERE = lookup.findVarHandle(RetainedBytes.class, "here", long.class);
      ELSEWHERE = lookup.findVarHandle(RetainedBytes.class, "elsewhere", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Has the marks. */
  private final NettyOptions options;

  private final EventExecutor loop;

  /** All that was retained, less what the loop has released. Written by the loop only. */
  private long here;

  /** What other threads have released. */
  @SuppressWarnings("unused") // through ELSEWHERE
  private long elsewhere;

  /**
   * Reading has stopped because of them; whoever brings them down wakes the loop. Set by the loop
   * only, taken back by any thread.
   */
  private volatile boolean overMark;

  /**
   * No bytes.
   *
   * @param options has the marks
   * @param loop who retains
   */
  RetainedBytes(NettyOptions options, EventExecutor loop) {
    this.options = options;
    this.loop = loop;
  }

  /** More is retained, counted before any of it can be released. Loop only. */
  void add(long count) {
    HERE.setOpaque(this, here + count);
  }

  private long bytes() {
    return (long) HERE.getOpaque(this) - (long) ELSEWHERE.getOpaque(this);
  }

  /**
   * Looks whether reading must stop. Loop only, after {@link #add}.
   *
   * @return false if the first mark has not been reached: the client need not be asked for anything
   */
  boolean check() {
    long now = bytes();
    if (now < options.releaseAsapBytes()) {
      return false;
    }
    if (now >= options.stopReadingBytes()) {
      overMark = true;
      // The last release may have come before the flag was set: look again, now that it is. It has
      // written its number and then read the flag, we the other way round, both with a fence
      // between: one of the two sees the other.
      takeBackIfBelow();
    }
    return true;
  }

  /**
   * Some has been released. Any thread.
   *
   * @return true if reading had stopped and may go on
   */
  boolean subtract(long count) {
    return loop.inEventLoop() ? subtractHere(count) : subtractElsewhere(count);
  }

  /** As {@link #subtract}, on the loop. */
  boolean subtractHere(long count) {
    HERE.setOpaque(this, here - count);
    // Nobody but the loop sets the flag: where it is not set there is nobody to race with.
    return overMark && takeBackIfBelow();
  }

  /** As {@link #subtract}, on another thread. */
  boolean subtractElsewhere(long count) {
    ELSEWHERE.getAndAdd(this, count);
    return overMark && takeBackIfBelow();
  }

  /**
   * Of two that release at a time, the loop one of them, each writes its number and then reads the
   * other's. With the fence between one of them sees both; if both do, the loop is woken twice.
   */
  private boolean takeBackIfBelow() {
    VarHandle.fullFence();
    if (bytes() >= options.releaseAsapBytes()) {
      return false;
    }
    overMark = false;
    return true;
  }

  /** Whether too much is retained to read on. */
  boolean stopsReading() {
    return overMark;
  }

  /** The flags for a callback. Loop only. */
  int callbackFlags() {
    long now = bytes();
    return now > 0 && now >= options.releaseAsapBytes()
        ? WSK_FLAG_AT_DISPATCH_LEVEL | WSK_FLAG_RELEASE_ASAP
        : WSK_FLAG_AT_DISPATCH_LEVEL;
  }
}
