package io.wsk.bench.wsk;

import io.wsk.api.WskFuture;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Waits for what is being closed, in the terms of {@link java.io.Closeable}. */
public final class Closing {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Closing() {}

  /**
   * Waits for a close.
   *
   * @param closing what {@code close()} of a socket gave
   * @throws IOException if it takes too long
   */
  public static void await(WskFuture<?> closing) throws IOException {
    try {
      closing.await(LIMIT);
    } catch (TimeoutException e) {
      throw new IOException("a socket does not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a socket was closing");
    }
  }
}
