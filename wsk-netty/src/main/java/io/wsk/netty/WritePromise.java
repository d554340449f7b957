package io.wsk.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A promise for a write that can be used again. Netty completes it on the loop, and only Netty ever
 * sees it; so it has no listeners, cannot be waited for, and needs neither lock nor fence.
 */
abstract class WritePromise implements ChannelPromise {
  private final Channel channel;
  private boolean done;
  private @Nullable Throwable cause;

  WritePromise(Channel channel) {
    this.channel = channel;
  }

  /** Makes the promise ready for the next write. */
  final void reopen() {
    done = false;
    if (cause != null) {
      cause = null;
    }
  }

  /** The transport has taken all bytes. */
  abstract void written();

  /** The transport has not taken all bytes, and never will. */
  abstract void notWritten(Throwable why);

  @Override
  public final boolean trySuccess() {
    return trySuccess(null);
  }

  @Override
  public final boolean tryFailure(Throwable why) {
    if (done) {
      return false;
    }
    done = true;
    cause = why;
    notWritten(why);
    return true;
  }

  @Override
  public final boolean trySuccess(@Nullable Void result) {
    if (done) {
      return false;
    }
    done = true;
    written();
    return true;
  }

  @Override
  public final ChannelPromise setSuccess(Void result) {
    return setSuccess();
  }

  @Override
  public final ChannelPromise setSuccess() {
    if (!trySuccess()) {
      throw new IllegalStateException("complete already");
    }
    return this;
  }

  @Override
  public final ChannelPromise setFailure(Throwable why) {
    if (!tryFailure(why)) {
      throw new IllegalStateException("complete already", why);
    }
    return this;
  }

  @Override
  public final Channel channel() {
    return channel;
  }

  @Override
  public final boolean isDone() {
    return done;
  }

  @Override
  public final boolean isSuccess() {
    return done && cause == null;
  }

  @Override
  public final @Nullable Throwable cause() {
    return cause;
  }

  /**
   * Once Netty has it, a write takes its course: what can be withdrawn is not given to Netty yet.
   */
  @Override
  public final boolean setUncancellable() {
    return true;
  }

  @Override
  public final boolean isCancellable() {
    return false;
  }

  @Override
  public final boolean cancel(boolean mayInterruptIfRunning) {
    return false;
  }

  @Override
  public final boolean isCancelled() {
    return false;
  }

  @Override
  public final boolean isVoid() {
    return false;
  }

  @Override
  public final ChannelPromise unvoid() {
    return this;
  }

  @Override
  public final @Nullable Void getNow() {
    return null;
  }

  @Override
  public final ChannelPromise addListener(
      GenericFutureListener<? extends Future<? super Void>> listener) {
    throw notHere();
  }

  @SafeVarargs
  @Override
  public final ChannelPromise addListeners(
      GenericFutureListener<? extends Future<? super Void>>... listeners) {
    throw notHere();
  }

  @Override
  public final ChannelPromise removeListener(
      GenericFutureListener<? extends Future<? super Void>> listener) {
    throw notHere();
  }

  @SafeVarargs
  @Override
  public final ChannelPromise removeListeners(
      GenericFutureListener<? extends Future<? super Void>>... listeners) {
    throw notHere();
  }

  @Override
  public final ChannelPromise sync() {
    throw notHere();
  }

  @Override
  public final ChannelPromise syncUninterruptibly() {
    throw notHere();
  }

  @Override
  public final ChannelPromise await() {
    throw notHere();
  }

  @Override
  public final ChannelPromise awaitUninterruptibly() {
    throw notHere();
  }

  @Override
  public final boolean await(long timeout, TimeUnit unit) {
    throw notHere();
  }

  @Override
  public final boolean await(long timeoutMillis) {
    throw notHere();
  }

  @Override
  public final boolean awaitUninterruptibly(long timeout, TimeUnit unit) {
    throw notHere();
  }

  @Override
  public final boolean awaitUninterruptibly(long timeoutMillis) {
    throw notHere();
  }

  @Override
  public final Void get() {
    throw notHere();
  }

  @Override
  public final Void get(long timeout, TimeUnit unit) {
    throw notHere();
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("a write of WSK is completed through its IRP");
  }

  /** Whether a write failed only because the channel was closed. */
  static boolean isClosed(Throwable why) {
    return why instanceof ClosedChannelException;
  }
}
