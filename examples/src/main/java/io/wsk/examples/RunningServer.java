package io.wsk.examples;

import io.wsk.netty.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A server that has been started. Any thread but the provider's own may stop it. */
public interface RunningServer extends AutoCloseable {
  /** How long a stop may take. */
  Duration STOP_LIMIT = Duration.ofSeconds(2);

  /**
   * Where it listens.
   *
   * @return the address actually bound, never with port 0
   */
  InetSocketAddress address();

  /**
   * What its sockets live on.
   *
   * @return never {@link Transport#AUTO}
   */
  Transport transport();

  /**
   * What it has done.
   *
   * @return the sums so far
   */
  Totals totals();

  /**
   * Stops listening, closes all connections and takes the registration back, within {@link
   * #STOP_LIMIT}. A second call gives the report of the first.
   *
   * @return what was served, and what is still open
   */
  StopReport stop();

  /**
   * Stops the server.
   *
   * @throws IllegalStateException if something is still open when the limit has passed
   */
  @Override
  default void close() {
    StopReport report = stop();
    if (!report.isClean()) {
      throw new IllegalStateException(report.toString());
    }
  }
}
