package io.wsk.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.wsk.nt.ProviderThread;

/**
 * A thread that asks the host for names and completes the requests for them. It is a provider's
 * thread like an event loop: a completion routine that waits there may wait for a look-up that is
 * waiting for this very thread.
 */
final class NameThread extends FastThreadLocalThread implements ProviderThread {
  private final ProviderRuntime owner;

  NameThread(ProviderRuntime owner, Runnable task, String name) {
    super(task, name);
    this.owner = owner;
    // A daemon, unlike a loop: the host may never answer, and nobody can make it.
    setDaemon(true);
  }

  @Override
  public void refusedToBlock(String call) {
    owner.metrics().verifier().blockingWait(this, call);
  }

  boolean isOwnedBy(ProviderRuntime runtime) {
    return owner == runtime;
  }
}
