package io.wsk.bench.tcp;

import io.wsk.bench.server.LoopThread;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the event loop's thread, for frameworks that show it to an accepted connection only.
 */
final class FirstLoop {
  private volatile @Nullable LoopThread loop;

  /** The caller is on the event loop. Only the loop calls this. */
  void isHere() {
    if (loop == null) {
      loop = LoopThread.current();
    }
  }

  LoopThread get() {
    LoopThread known = loop;
    if (known == null) {
      throw new IllegalStateException("nothing has been accepted yet");
    }
    return known;
  }
}
