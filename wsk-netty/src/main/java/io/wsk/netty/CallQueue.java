package io.wsk.netty;

import io.netty.channel.EventLoop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How calls reach the socket's loop. On the loop a call runs at once, unless calls of other threads
 * are still on their way: then it lines up behind them, so that calls take effect in the order in
 * which they were made. It also knows when no call is under way any more, which close waits for.
 */
class CallQueue {
  private static final VarHandle UNDER_WAY;

  static {
    try {
      UNDER_WAY = MethodHandles.lookup().findVarHandle(CallQueue.class, "underWay", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EventLoop loop;

  /** Calls of other threads that have been entered and have not yet taken effect. */
  @SuppressWarnings("unused") // through UNDER_WAY
  private int underWay;

  // Loop only. There when it has been needed, which is hardly ever.
  private @Nullable Queue<Runnable> held;
  private boolean holding;

  private volatile Runnable whenIdle = () -> {};

  CallQueue(EventLoop loop) {
    this.loop = loop;
  }

  final EventLoop loop() {
    return loop;
  }

  /**
   * Whether the calling thread may act at once. A call of another thread that is not counted yet
   * has not returned yet, so no order between it and this one has been promised.
   */
  final boolean mayRunHere() {
    return loop.inEventLoop() && isIdle();
  }

  /** Whether any call of another thread is still under way. */
  final boolean isIdle() {
    return underWay() == 0;
  }

  /** How many calls of other threads are still under way. */
  final int underWay() {
    return (int) UNDER_WAY.getVolatile(this);
  }

  /** Runs a step on the loop, after all that were posted before. */
  final void post(Runnable step) {
    enter();
    loop.execute(() -> arrived(step));
  }

  private void arrived(Runnable step) {
    if (!holding) {
      run(step);
      return;
    }
    Queue<Runnable> waiting = held;
    if (waiting == null) {
      waiting = new ArrayDeque<>();
      held = waiting;
    }
    waiting.add(step);
  }

  private void run(Runnable step) {
    try {
      step.run();
    } finally {
      exit();
    }
  }

  /**
   * Has later steps wait for one that cannot end at once, so that they find its effect. They stay
   * counted. Loop only.
   */
  final void hold() {
    holding = true;
  }

  /** Runs the steps that have waited, in their order. */
  final void resume() {
    holding = false;
    Queue<Runnable> waiting = held;
    if (waiting == null) {
      return;
    }
    Runnable next;
    while (!holding && (next = waiting.poll()) != null) {
      run(next);
    }
  }

  /** A call that may be answered without the loop has been entered. */
  final void enter() {
    UNDER_WAY.getAndAdd(this, 1);
  }

  /** Such a call has taken effect. */
  final void exit() {
    if ((int) UNDER_WAY.getAndAdd(this, -1) == 1) {
      whenIdle.run();
    }
  }

  /** Sets what to do each time that no call is under way any more; any thread may run it. */
  final void onIdle(Runnable action) {
    whenIdle = action;
  }
}
