package io.wsk.nt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future that refuses to wait on a provider thread, and so do the futures that are derived from
 * it. Asking one that is done is not waiting: stages that combine others do it.
 *
 * @param <T> what it gives
 */
class CompletionFuture<T> extends CompletableFuture<T> {
  @Override
  public final <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletionFuture<>();
  }

  @Override
  public final T get() throws InterruptedException, ExecutionException {
    refuseToWait("CompletableFuture.get");
    return super.get();
  }

  @Override
  public final T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    refuseToWait("CompletableFuture.get");
    return super.get(timeout, unit);
  }

  @Override
  public final T join() {
    refuseToWait("CompletableFuture.join");
    return super.join();
  }

  private void refuseToWait(String call) {
    if (!isDone()) {
      ProviderThread.refuseToBlock(call);
    }
  }
}
