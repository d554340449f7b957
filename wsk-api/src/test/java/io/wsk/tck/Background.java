package io.wsk.tck;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Something that another thread does, and that may block there. */
public final class Background<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Thread thread;

  private Background(Callable<T> action) {
    thread = new Thread(() -> run(action), "kit-background");
    thread.setDaemon(true);
  }

  /** Begins it on a thread of its own. */
  public static <T> Background<T> start(Callable<T> action) {
    Background<T> background = new Background<>(action);
    background.thread.start();
    return background;
  }

  private void run(Callable<T> action) {
    try {
      result.complete(action.call());
    } catch (Throwable cause) {
      result.completeExceptionally(cause);
    }
  }

  /** Waits until the thread blocks in a wait, or has ended. */
  public void awaitBlocked() {
    Eventually.until("the background thread blocks or ends", this::isBlockedOrEnded);
  }

  private boolean isBlockedOrEnded() {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      default -> false;
    };
  }

  /** What it gave; waits for it, and throws what it threw. */
  public T result() throws Exception {
    return result.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
