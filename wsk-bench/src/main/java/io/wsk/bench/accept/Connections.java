package io.wsk.bench.accept;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Those who are connected, linked by themselves, so that counting them allocates nothing. */
final class Connections {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private @Nullable AcceptedConnection first;

  synchronized void add(AcceptedConnection connection) {
    AcceptedConnection behind = first;
    connection.next = behind;
    if (behind != null) {
      behind.previous = connection;
    }
    first = connection;
  }

  synchronized void remove(AcceptedConnection connection) {
    AcceptedConnection before = connection.previous;
    AcceptedConnection behind = connection.next;
    if (before != null) {
      before.next = behind;
    } else if (first == connection) {
      first = behind;
    }
    if (behind != null) {
      behind.previous = before;
    }
    connection.previous = null;
    connection.next = null;
    if (first == null) {
      notifyAll();
    }
  }

  /** Closes all, and waits until they are; nobody connects any more. */
  synchronized void closeAll() throws IOException {
    // Those that close at once link themselves out meanwhile.
    AcceptedConnection connection = first;
    while (connection != null) {
      AcceptedConnection following = connection.next;
      connection.close();
      connection = following;
    }
    awaitNone();
  }

  private void awaitNone() throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    try {
      while (first != null) {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new IOException("a connection does not close");
        }
        wait(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while connections were closing");
    }
  }
}
