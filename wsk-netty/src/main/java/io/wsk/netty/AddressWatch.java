package io.wsk.netty;

import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the host's addresses change, for all sockets of a provider that wait for it. Java
 * has no notification to listen to, so the addresses are looked at once a second, on Netty's global
 * thread, as long as anybody waits; who does not wait pays nothing.
 *
 * <p>A wait compares with what was there when it was called, so a change that comes and goes
 * between two looks is missed, and no other. Waits are added and ended on the loops of their
 * sockets; the lock keeps them and the start of the looks apart, and nobody runs client code under
 * it.
 */
final class AddressWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AddressWatch.class);
  private static final long PERIOD_MILLIS = 1000;

  private final Set<AddressWait> waits = ConcurrentHashMap.newKeySet();
  private volatile HostNetwork network = new HostNetwork();

  // Guarded by this: there while there are waits.
  private @Nullable Future<?> looks;

  HostNetwork network() {
    return network;
  }

  /** Puts another network in place of the host's, and has all who wait look at it. For tests. */
  void replaceNetwork(HostNetwork replacement) {
    network = replacement;
    look();
  }

  /** Begins a wait of a socket. Loop only. */
  void add(SocketBase socket, Irp<?> irp) throws SocketException {
    Set<InetAddress> before = new HashSet<>(network.addresses(socket.family()));
    AddressWait wait = new AddressWait(this, socket, before, irp);
    synchronized (this) {
      waits.add(wait);
      if (looks == null) {
        looks =
            GlobalEventExecutor.INSTANCE.scheduleWithFixedDelay(
                this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Takes a wait out; false if it has ended already. */
  synchronized boolean remove(AddressWait wait) {
    boolean removed = waits.remove(wait);
    Future<?> running = looks;
    if (waits.isEmpty() && running != null) {
      looks = null;
      running.cancel(false);
    }
    return removed;
  }

  private void look() {
    Map<SocketProtocolFamily, Set<InetAddress>> now = new EnumMap<>(SocketProtocolFamily.class);
    try {
      for (AddressWait wait : waits) {
        Set<InetAddress> addresses = now.get(wait.family());
        if (addresses == null) {
          addresses = new HashSet<>(network.addresses(wait.family()));
          now.put(wait.family(), addresses);
        }
        wait.seen(addresses);
      }
    } catch (SocketException | RuntimeException e) {
      // The next look may succeed; an exception would end them all.
      LOG.warn("the host's addresses could not be listed", e);
    }
  }

  /** CancelIo for a wait. Loop only. */
  void cancel(Irp<?> irp, int ticket) {
    for (AddressWait wait : waits) {
      if (wait.isFor(irp, ticket)) {
        wait.end(NtStatus.STATUS_CANCELLED);
      }
    }
  }

  /** Ends all waits of a socket. Loop only. */
  void cancelAll(SocketBase socket, NtStatus status) {
    for (AddressWait wait : waits) {
      if (wait.isOf(socket)) {
        wait.end(status);
      }
    }
  }

  /** How many waits of a socket are pending. */
  int pendingOf(SocketBase socket) {
    int count = 0;
    for (AddressWait wait : waits) {
      count += wait.isOf(socket) ? 1 : 0;
    }
    return count;
  }

  /** Whether the addresses are being looked at. */
  synchronized boolean isLooking() {
    return looks != null;
  }
}
