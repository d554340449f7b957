package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.nt.NtStatus.STATUS_INSUFFICIENT_RESOURCES;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A datagram socket under test: what has been called on it, and what it has received. */
final class Datagrams extends Subject {
  private static final AtomicInteger SOURCES = new AtomicInteger(1000);

  private final int source = SOURCES.incrementAndGet();
  private final SplittableRandom callbackRandom;
  private final Switch receiving = new Switch();
  private final ReentrantLock sendLock = new ReentrantLock();
  private final Queue<WskDatagramIndication> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final long dies;
  private int quietSince = -1; // event loop only
  private final DatagramOrder order = new DatagramOrder(); // event loop only
  private volatile WskDatagramSocket socket;
  private volatile InetSocketAddress address;
  private volatile boolean failed;
  private int numbers; // under sendLock

  Datagrams(World world, String name, SplittableRandom random) {
    super(world, name);
    this.callbackRandom = random.split();
    this.dies = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(2000));
  }

  @Override
  WskDatagramSocket socket() {
    return socket;
  }

  void socket(WskDatagramSocket newSocket) {
    socket = newSocket;
  }

  /** Where it is bound; null before. */
  InetSocketAddress address() {
    return address;
  }

  void address(InetSocketAddress newAddress) {
    address = newAddress;
  }

  void hasFailed() {
    failed = true;
  }

  boolean isFailed() {
    return failed;
  }

  boolean isDue() {
    return failed || System.nanoTime() > dies;
  }

  @Override
  boolean isReady() {
    return address != null;
  }

  @Override
  boolean allows(NtStatus status, Request request) {
    return switch (status) {
      case STATUS_INVALID_DEVICE_STATE -> !request.wasReady();
      // A datagram that there is no memory for is not sent; the socket lives on.
      case STATUS_INSUFFICIENT_RESOURCES, STATUS_UNSUCCESSFUL -> world().allocationsFail();
      default -> false;
    };
  }

  Switch receiving() {
    return receiving;
  }

  /**
   * The callback has declined: it is off now, if nobody has called an enable since the callback
   * before this one. A later enable may have been called while this one was being entered, and
   * counts then.
   */
  void hasDeclined() {
    receiving.disabled(quietSince);
  }

  /** The callback is about to return. */
  void callbackReturns() {
    quietSince = receiving.disabling();
  }

  SplittableRandom callbackRandom() {
    return callbackRandom;
  }

  AtomicInteger queued() {
    return queued;
  }

  boolean receivesStatically() {
    return (world().staticEvents() & WSK_EVENT_RECEIVE_FROM) != 0;
  }

  // ---- sending ----------------------------------------------------------------------------------

  /** Held while a datagram is numbered and given to the provider. */
  ReentrantLock sendLock() {
    return sendLock;
  }

  /** Fills the run of a buffer with the next datagram. */
  void fill(ClientBuffer buffer) {
    DatagramRecord.write(buffer.memory(), buffer.start(), buffer.length(), source, numbers++);
  }

  // ---- receiving; event loop only ---------------------------------------------------------------

  /** Checks a datagram, or what of it there was room for. */
  void check(ByteBuf memory, int at, int count, boolean whole, String how) {
    if (count < DatagramRecord.HEADER) {
      if (whole) {
        finding(how + " has a stump of " + count + " bytes");
      }
      return;
    }
    String wrong = DatagramRecord.wrong(memory, at, count);
    if (wrong != null) {
      finding(how + " has " + wrong);
    } else if (whole != (DatagramRecord.length(memory, at) == count)) {
      finding(how + " has " + count + " of " + DatagramRecord.length(memory, at) + " bytes");
    } else if (!order.allows(
        DatagramRecord.source(memory, at), DatagramRecord.number(memory, at))) {
      finding(how + " has datagram " + DatagramRecord.number(memory, at) + " again or late");
    }
  }

  /** A datagram has been taken. */
  void take(ByteBuf memory, int at, int count) {
    world().statistics().count("datagrams received");
    world().statistics().count("bytes received", count);
    if (count >= DatagramRecord.HEADER) {
      order.take(DatagramRecord.source(memory, at), DatagramRecord.number(memory, at));
    }
  }

  // ---- retained indications; any thread ---------------------------------------------------------

  void keep(WskDatagramIndication list) {
    kept.add(list);
  }

  int keptCount() {
    return kept.size();
  }

  void releaseOne(SplittableRandom random) {
    WskDatagramIndication list = kept.poll();
    if (list == null) {
      return;
    }
    release(list);
    if (random.nextInt(20) == 0) {
      world().deliberate().badRelease.add();
      NtStatus status = socket.release(list);
      world().statistics().call("WskRelease, wrongly", status);
      if (status != STATUS_INVALID_PARAMETER) {
        finding("second release of datagrams returned " + status);
      }
    }
  }

  void releaseAll() {
    WskDatagramIndication list;
    while ((list = kept.poll()) != null) {
      release(list);
    }
  }

  /** Checks that a list is as it was, and releases it. */
  void release(WskDatagramIndication list) {
    for (WskDatagramIndication node = list; node != null; node = node.next()) {
      WskBuf run = node.buffer();
      ByteBuf memory = run.mdl().buffer();
      int at = run.mdl().startIndex() + run.offset();
      if (run.length() >= DatagramRecord.HEADER
          && DatagramRecord.wrong(memory, at, (int) run.length()) != null) {
        finding("a retained datagram has changed");
      }
    }
    NtStatus status = socket.release(list);
    world().statistics().call("WskRelease", status);
    if (status != STATUS_SUCCESS) {
      finding("release of retained datagrams returned " + status);
    }
  }
}
