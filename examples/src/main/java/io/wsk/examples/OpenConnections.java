package io.wsk.examples;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The open connections of a server, and the sums over all it has served. Its monitor is entered
 * once when a connection opens, once when it has closed, and once per status line; never per
 * message.
 */
final class OpenConnections {
  /** A connection, as its server's teardown and statistics see it. */
  interface Connection {
    /**
     * Begins to close the connection, unless that has begun. Any thread may call this; the
     * connection removes itself when its socket has been closed.
     */
    void close();

    /** What it has received. */
    Traffic traffic();
  }

  private final Set<Connection> open = new HashSet<>();
  private long served;
  private long messagesOfClosed;
  private long bytesOfClosed;

  synchronized void add(Connection connection) {
    open.add(connection);
    served++;
  }

  synchronized void remove(Connection connection) {
    if (open.remove(connection)) {
      messagesOfClosed += connection.traffic().messages();
      bytesOfClosed += connection.traffic().bytes();
      notifyAll();
    }
  }

  synchronized Totals totals() {
    long messages = messagesOfClosed;
    long bytes = bytesOfClosed;
    for (Connection connection : open) {
      messages += connection.traffic().messages();
      bytes += connection.traffic().bytes();
    }
    return new Totals(Served.CONNECTIONS, open.size(), served, messages, bytes);
  }

  /** Begins to close all connections. None may be added any more. */
  void closeAll() {
    // A copy, because a connection may remove itself at once.
    for (Connection connection : copy()) {
      connection.close();
    }
  }

  private synchronized List<Connection> copy() {
    return List.copyOf(open);
  }

  /** Waits until all connections have been closed, or the limit has passed. */
  synchronized void awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!open.isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
