package io.wsk.netty;

import org.jspecify.annotations.Nullable;

/**
 * Buffers and MDLs of released indications, to be used for the next ones: those of all sockets of a
 * loop, so that an idle connection keeps none. The loop's thread only.
 */
final class SpareBuffers {
  /** Clients that retain more than this at a time pay for a new one now and then. */
  private static final int MOST = 256;

  private final IndicationBuffer[] spares = new IndicationBuffer[MOST];
  private int count;

  /** Keeps one, if there is room. */
  void add(IndicationBuffer spare) {
    if (count < MOST) {
      spares[count++] = spare;
    }
  }

  /** One that is nobody's. */
  IndicationBuffer take() {
    return count == 0 ? new IndicationBuffer() : spares[--count];
  }

  /** For a thread that may be a loop's. */
  static void give(@Nullable IndicationBuffer spare) {
    LoopThread here = LoopThread.current();
    if (spare != null && here != null) {
      here.spareBuffers().add(spare);
    }
  }

  /** For the loop. */
  static IndicationBuffer get() {
    LoopThread here = LoopThread.current();
    return here == null ? new IndicationBuffer() : here.spareBuffers().take();
  }
}
