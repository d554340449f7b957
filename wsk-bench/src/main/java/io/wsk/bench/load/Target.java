package io.wsk.bench.load;

import io.wsk.bench.server.Usage;
import java.io.IOException;

/**
 * A running server, wherever it runs.
 *
 * @param port where it listens, on loopback
 * @param meter reads what it has used
 */
public record Target(int port, Meter meter) {
  /** Reads what a server has used since it started. */
  @FunctionalInterface
  public interface Meter {
    /**
     * Reads.
     *
     * @return what was used; the server has been used before
     * @throws IOException if it cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    Usage read() throws IOException, InterruptedException;
  }
}
