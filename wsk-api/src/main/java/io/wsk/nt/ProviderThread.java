package io.wsk.nt;

/**
 * Marks the threads that a provider runs callbacks and completions on: its event loops. Whoever
 * blocks one of them stops every socket that lives there, and waits for ever if the thing waited
 * for happens on the same loop. So the waiting functions refuse to be called on such a thread.
 *
 * <p>C: code running at {@code DISPATCH_LEVEL}, where waiting is a bug check.
 */
public interface ProviderThread {
  /**
   * Whether the calling thread belongs to a provider.
   *
   * @return true on an event loop
   */
  static boolean isCurrent() {
    return Thread.currentThread() instanceof ProviderThread;
  }

  /**
   * The thread is refused to wait, by {@link #refuseToBlock}, and runs this. A provider that
   * reports such a call may throw an {@link IllegalStateException} of its own, which the caller
   * then gets.
   *
   * @param call the function that would wait, as the client wrote it
   */
  default void refusedToBlock(String call) {}

  /**
   * Refuses to go on when the calling thread belongs to a provider.
   *
   * @param call the function that would wait, as the client wrote it
   * @throws IllegalStateException on a provider thread; the message names the call and the thread
   */
  static void refuseToBlock(String call) {
    if (Thread.currentThread() instanceof ProviderThread thread) {
      thread.refusedToBlock(call);
      throw new IllegalStateException(
          call
              + " would block the provider thread "
              + Thread.currentThread().getName()
              + "; call it on a thread of your own, or use a completion routine");
    }
  }
}
