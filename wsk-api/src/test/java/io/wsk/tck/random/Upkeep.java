package io.wsk.tck.random;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Brings sockets to their end when their time has come, and takes their account. */
final class Upkeep {
  private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final World world;
  private final SplittableRandom random;

  Upkeep(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
  }

  /** Looks after one socket of each kind. */
  void once() {
    Connection connection = world.anyConnection(random);
    if (connection != null) {
      lookAfter(connection);
    }
    Listener listener = world.anyListener(random);
    if (listener != null) {
      lookAfter(listener);
    }
    Datagrams datagrams = World.any(world.datagrams(), random);
    if (datagrams != null) {
      lookAfter(datagrams);
    }
    Subject other = World.any(world.others(), random);
    if (other != null && other.isGone() && other.open().isEmpty()) {
      world.others().remove(other);
    }
    if (random.nextInt(64) == 0) {
      dropArrivals(ARRIVAL_NANOS);
    }
  }

  private void lookAfter(Connection connection) {
    RandomPeer peer = connection.peer();
    if (connection.isGone() || (connection.isFailed() && connection.socket() == null)) {
      if (peer != null) {
        peer.windUp();
      }
      boolean over = (peer == null || peer.isDone()) && connection.open().isEmpty();
      if (over && world.connections().remove(connection)) {
        connection.reconcile();
      }
    } else if (connection.isDue() && !connection.isClosing()) {
      if (connection.isConnected() && connection.isOrderly() && !connection.isOverdue()) {
        endOrderly(connection);
      } else {
        Calls.close(connection);
      }
    }
  }

  private void endOrderly(Connection connection) {
    if (connection.hasSeenEnd() && connection.isFinished()) {
      Calls.close(connection);
    } else if (!connection.isFinishBegun()) {
      ConnectionCalls.finish(connection, random);
    } else if (random.nextBoolean()) {
      ConnectionCalls.receive(connection, random);
    }
  }

  private void lookAfter(Listener listener) {
    if (listener.isGone() || (listener.isFailed() && listener.socket() == null)) {
      if (listener.open().isEmpty()) {
        world.listeners().remove(listener);
      }
    } else if (listener.isDue() && !listener.isClosing()) {
      Calls.close(listener);
    }
  }

  private void lookAfter(Datagrams datagrams) {
    if (datagrams.isGone() || (datagrams.isFailed() && datagrams.socket() == null)) {
      if (datagrams.open().isEmpty() && world.datagrams().remove(datagrams)) {
        datagrams.releaseAll();
      }
    } else if (datagrams.isDue() && !datagrams.isClosing()) {
      Calls.close(datagrams);
    }
  }

  /** Ends peers that nobody has accepted for so long. */
  void dropArrivals(long nanos) {
    long now = System.nanoTime();
    world
        .arrivals()
        .forEach(
            (port, arrival) -> {
              if (now - arrival.since() > nanos && world.arrivals().remove(port, arrival)) {
                arrival.close(world.findings());
              }
            });
  }

  /** Closes all there is; to be called until {@link #isDone}. */
  void closeAll() {
    for (Connection connection : world.connections()) {
      if (!connection.isClosing()) {
        Calls.close(connection);
      }
      lookAfter(connection);
    }
    for (Listener listener : world.listeners()) {
      if (!listener.isClosing()) {
        Calls.close(listener);
      }
      lookAfter(listener);
    }
    for (Datagrams datagrams : world.datagrams()) {
      if (!datagrams.isClosing()) {
        Calls.close(datagrams);
      }
      lookAfter(datagrams);
    }
    for (Subject other : world.others()) {
      if (!other.isClosing()) {
        Calls.close(other);
      }
      if (other.isGone() && other.open().isEmpty()) {
        world.others().remove(other);
      }
    }
  }

  /**
   * Ends peers whose connections are closed at this end. Their hosts may never tell them, since a
   * reset can be lost; a descriptor that the provider has kept shows when the round is over.
   */
  void giveUpPeers() {
    for (Connection connection : world.connections()) {
      RandomPeer peer = connection.peer();
      if (connection.isGone() && peer != null) {
        peer.giveUp();
      }
    }
  }

  /** Whether everything is closed and accounted for. */
  boolean isDone() {
    return world.connections().isEmpty()
        && world.listeners().isEmpty()
        && world.datagrams().isEmpty()
        && world.others().isEmpty();
  }
}
