package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;

import io.wsk.api.WskProviderNpi;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** All that one round of a run is about; given to everybody. */
final class World {
  private final long begun = System.nanoTime();
  private final WskProviderNpi npi;
  private final int staticEvents;
  private final boolean allocationsFail;
  private final Findings findings;
  private final Statistics statistics;
  private final Deliberate deliberate;
  private final Ledger ledger;
  private final ClientBuffers buffers;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Datagrams> datagrams = new CopyOnWriteArrayList<>();
  private final List<Subject> others = new CopyOnWriteArrayList<>();
  private final Map<Integer, Arrival> arrivals = new ConcurrentHashMap<>();
  private final AtomicLong names = new AtomicLong();
  private volatile Peers peers;

  /** A peer that is on its way to a listener, known by its port. */
  record Arrival(SocketChannel channel, SplittableRandom random, long since) {
    void close(Findings findings) {
      try {
        channel.close();
      } catch (IOException e) {
        findings.add("a peer could not be closed", e);
      }
    }
  }

  World(
      WskProviderNpi npi,
      int staticEvents,
      boolean allocationsFail,
      Findings findings,
      Statistics statistics,
      Deliberate deliberate,
      ClientBuffers buffers) {
    this.npi = npi;
    this.staticEvents = staticEvents;
    this.allocationsFail = allocationsFail;
    this.findings = findings;
    this.statistics = statistics;
    this.deliberate = deliberate;
    this.buffers = buffers;
    this.ledger = new Ledger(findings, statistics, deliberate);
  }

  long begun() {
    return begun;
  }

  WskProviderNpi npi() {
    return npi;
  }

  /** The events that are enabled statically. */
  int staticEvents() {
    return staticEvents;
  }

  /** Whether events of connections are among them. */
  boolean receivesStatically() {
    return (staticEvents & (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)) != 0;
  }

  /** Whether the provider's allocations fail now and then: it may lose sockets. */
  boolean allocationsFail() {
    return allocationsFail;
  }

  Findings findings() {
    return findings;
  }

  Statistics statistics() {
    return statistics;
  }

  Deliberate deliberate() {
    return deliberate;
  }

  Ledger ledger() {
    return ledger;
  }

  ClientBuffers buffers() {
    return buffers;
  }

  Peers peers() {
    return peers;
  }

  void peers(Peers newPeers) {
    peers = newPeers;
  }

  List<Connection> connections() {
    return connections;
  }

  List<Listener> listeners() {
    return listeners;
  }

  List<Datagrams> datagrams() {
    return datagrams;
  }

  /** Sockets of other kinds. */
  List<Subject> others() {
    return others;
  }

  /** Peers that have not been accepted. */
  Map<Integer, Arrival> arrivals() {
    return arrivals;
  }

  String name(String kind) {
    return kind + " " + names.incrementAndGet();
  }

  /** A connection, by chance; null if there is none. */
  Connection anyConnection(SplittableRandom random) {
    return any(connections, random);
  }

  Listener anyListener(SplittableRandom random) {
    return any(listeners, random);
  }

  static <T> T any(List<T> list, SplittableRandom random) {
    Object[] now = list.toArray();
    if (now.length == 0) {
      return null;
    }
    @SuppressWarnings("unchecked")
    T chosen = (T) now[random.nextInt(now.length)];
    return chosen;
  }
}
