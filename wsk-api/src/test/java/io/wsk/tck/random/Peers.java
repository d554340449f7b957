package io.wsk.tck.random;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * All peers, on one thread, and a server for those that the sockets under test connect to. There a
 * connection is known by the port it comes from.
 */
final class Peers implements AutoCloseable {
  private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(300);
  private static final long UNCLAIMED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int DATAGRAM_PEERS = 2;

  private record Unclaimed(SocketChannel channel, long since) {}

  /**
   * Who connects from which port.
   *
   * @param since a time before the connection was made: an older one from that port is another's
   * @param early whether the peer may begin before the connect has been completed
   */
  record Claim(
      int port, Connection connection, SplittableRandom random, long since, boolean early) {
    boolean isFor(Unclaimed unclaimed) {
      return unclaimed.since - since > 0
          && (connection.isConnected() || (early && !connection.isFailed()));
    }

    boolean isIdle() {
      return connection.isGone() || connection.isFailed();
    }
  }

  private final World world;
  private final ServerSocketChannel server;
  private final SplittableRandom random;
  private final Queue<RandomPeer> arriving = new ConcurrentLinkedQueue<>();
  private final Queue<Claim> claims = new ConcurrentLinkedQueue<>();
  private final List<DatagramPeer> datagramPeers = new ArrayList<>();
  private final List<RandomPeer> peers = new ArrayList<>();
  private final Map<Integer, Unclaimed> unclaimed = new HashMap<>();
  private final Map<Integer, Claim> expected = new HashMap<>();
  private final Thread thread = new Thread(this::run, "random-peers");
  private final Stop stop = new Stop();

  Peers(World world, SplittableRandom random) throws IOException {
    this.world = world;
    this.random = random;
    this.server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.configureBlocking(false);
    for (int i = 0; i < DATAGRAM_PEERS; i++) {
      datagramPeers.add(new DatagramPeer(world, random.split(), i));
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** Where sockets under test connect to. */
  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  /** A socket that datagrams can be sent to. */
  InetSocketAddress datagramPeer(SplittableRandom by) {
    return World.any(datagramPeers, by).address();
  }

  /** A peer that has connected, or is about to. */
  void add(RandomPeer peer) {
    arriving.add(peer);
  }

  /** Says whose peer it is that connects from a port. */
  void claim(Claim claim) {
    claims.add(claim);
  }

  private void run() {
    while (!stop.isSignalled()) {
      try {
        if (!turn()) {
          stop.await(REST_NANOS);
        }
      } catch (IOException | RuntimeException e) {
        world.findings().add("the thread of the peers", e);
      }
    }
  }

  private boolean turn() throws IOException {
    // Claims first: what is claimed is in the server's queue by then, and takes the place of an
    // older connection from the same port.
    Claim claim;
    while ((claim = claims.poll()) != null) {
      expected.put(claim.port, claim);
    }
    boolean worked = false;
    while (accept()) {
      worked = true;
    }
    match();
    for (DatagramPeer peer : datagramPeers) {
      worked |= peer.act();
    }
    RandomPeer fresh;
    while ((fresh = arriving.poll()) != null) {
      peers.add(fresh);
    }
    for (Iterator<RandomPeer> i = peers.iterator(); i.hasNext(); ) {
      RandomPeer peer = i.next();
      worked |= peer.act(world.findings());
      if (peer.isDone()) {
        i.remove();
      }
    }
    return worked;
  }

  private boolean accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return false;
    }
    try {
      RandomPeer.prepare(channel, random);
      int port = ((InetSocketAddress) channel.getRemoteAddress()).getPort();
      Unclaimed older = unclaimed.put(port, new Unclaimed(channel, System.nanoTime()));
      if (older != null) {
        older.channel.close();
      }
    } catch (IOException | NullPointerException e) {
      channel.close(); // reset already
    }
    return true;
  }

  private void match() throws IOException {
    long now = System.nanoTime();
    for (Iterator<Map.Entry<Integer, Unclaimed>> i = unclaimed.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<Integer, Unclaimed> entry = i.next();
      Claim claim = expected.get(entry.getKey());
      if (claim != null && claim.isFor(entry.getValue())) {
        i.remove();
        expected.remove(claim.port);
        Connection connection = claim.connection;
        RandomPeer peer =
            new RandomPeer(entry.getValue().channel, connection.stream(), claim.random);
        connection.peer(peer);
        peers.add(peer);
      } else if (now - entry.getValue().since > UNCLAIMED_NANOS) {
        i.remove();
        entry.getValue().channel.close();
      }
    }
    expected.values().removeIf(Claim::isIdle);
  }

  @Override
  public void close() throws IOException {
    stop.signal();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    for (Unclaimed each : unclaimed.values()) {
      each.channel.close();
    }
    for (DatagramPeer peer : datagramPeers) {
      peer.close();
    }
    peers.forEach(RandomPeer::abandon);
    arriving.forEach(RandomPeer::abandon);
  }
}
