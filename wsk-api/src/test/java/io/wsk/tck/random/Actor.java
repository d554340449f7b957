package io.wsk.tck.random;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A thread that makes calls: what it does next comes from its own generator. */
final class Actor implements Runnable {
  private static final int LISTENERS = 2;
  private static final int LONGEST_PAUSE_NANOS = 120_000;
  private static final int DATAGRAM_SOCKETS = 4;
  private static final int BASIC_SOCKETS = 4;

  private final World world;
  private final SplittableRandom random;
  private final Rate rate;
  private final Upkeep upkeep;
  private final ClientCalls client;
  private final Stop stop = new Stop();

  Actor(World world, SplittableRandom random, Rate rate, ClientCalls client) {
    this.world = world;
    this.random = random;
    this.rate = rate;
    this.client = client;
    this.upkeep = new Upkeep(world, random.split());
  }

  void stop() {
    stop.signal();
  }

  @Override
  public void run() {
    while (!stop.isSignalled() && world.findings().isEmpty()) {
      try {
        act();
        upkeep.once();
      } catch (IOException | RuntimeException | Error e) {
        world.findings().add("an actor", e);
      }
      if (random.nextInt(3) == 0) {
        stop.await(random.nextInt(LONGEST_PAUSE_NANOS));
      }
    }
  }

  private void act() throws IOException {
    int chance = random.nextInt(1000);
    if (chance < 40) {
      make();
    } else if (chance < 100) {
      Listener listener = world.anyListener(random);
      if (listener != null) {
        ListenerCalls.any(listener, random);
      }
    } else if (chance < 200) {
      datagrams();
    } else if (chance < 210) {
      basic();
    } else if (chance < 215) {
      client.any(random);
    } else {
      Connection connection = world.anyConnection(random);
      if (connection == null) {
        stop.await(TimeUnit.MICROSECONDS.toNanos(200));
      } else if (connection.socket() != null) {
        // After close everything is refused: that needs fewer calls.
        if (!connection.isClosed() || random.nextInt(10) == 0) {
          ConnectionCalls.any(connection, random);
        }
      } else if (random.nextInt(50) == 0) {
        Calls.cancelAny(connection, random);
      }
    }
  }

  private void make() throws IOException {
    if (world.listeners().size() < LISTENERS) {
      Makers.listener(world, random);
    } else if (world.connections().size() < RandomSettings.CONNECTIONS && rate.allows()) {
      if (random.nextBoolean()) {
        Makers.arrival(world, random);
      } else {
        Makers.outgoing(world, random);
      }
    }
  }

  private void datagrams() {
    if (world.datagrams().size() < DATAGRAM_SOCKETS) {
      Makers.datagrams(world, random);
      return;
    }
    Datagrams datagrams = World.any(world.datagrams(), random);
    if (datagrams != null && (!datagrams.isClosed() || random.nextInt(10) == 0)) {
      DatagramCalls.any(datagrams, random);
    }
  }

  private void basic() {
    Subject other = World.any(world.others(), random);
    if (world.others().size() < BASIC_SOCKETS) {
      Makers.basic(world);
    } else if (other instanceof BasicSubject subject) {
      subject.call(random);
    }
  }
}
