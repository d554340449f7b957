package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_ACCESS_DENIED;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;

import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sockets of a provider are bound to which local addresses, and who may join them. Sockets of
 * other programs are the host's affair. Binds are rare and come from all loops, so one lock guards
 * it; nothing is done under it but to look and to note.
 */
final class AddressTable {
  /** Sockets that differ in one of these never meet. */
  private record Port(boolean datagrams, SocketProtocolFamily family, int number) {}

  // Guarded by this. In the order in which they were bound.
  private final Map<Port, List<BoundAddress>> bound = new HashMap<>();

  private static Port portOf(Channel channel, InetSocketAddress address) {
    boolean datagrams = channel instanceof DatagramChannel;
    return new Port(datagrams, Addresses.familyOf(address), address.getPort());
  }

  /**
   * Notes a socket that is about to be bound, unless those that are there refuse it.
   *
   * @param others gets those that share the address with it
   * @return why it must not be bound, or null
   */
  synchronized @Nullable NtStatus claim(BoundAddress claim, List<BoundAddress> others) {
    List<BoundAddress> there = of(claim);
    for (BoundAddress first : there) {
      if (first.overlaps(claim)) {
        NtStatus refusal = refusal(first.verdictOn(claim));
        if (refusal != null) {
          return refusal;
        }
        others.add(first);
      }
    }
    there.add(claim);
    return null;
  }

  /**
   * Notes a second host socket of one that has been let in before.
   *
   * @param others gets those that share the address with it, the first host socket too
   * @return null: nothing refuses it
   */
  synchronized @Nullable NtStatus join(BoundAddress again, List<BoundAddress> others) {
    List<BoundAddress> there = of(again);
    there.stream().filter(first -> first.overlaps(again)).forEach(others::add);
    there.add(again);
    return null;
  }

  private static @Nullable NtStatus refusal(Sharing.Verdict verdict) {
    return switch (verdict) {
      case OK -> null;
      case I -> STATUS_ADDRESS_ALREADY_EXISTS;
      case D, CHK -> STATUS_ACCESS_DENIED;
    };
  }

  /** Notes a socket that the host has bound to a port of its own choice, which nobody else has. */
  synchronized void add(BoundAddress chosen) {
    of(chosen).add(chosen);
  }

  private List<BoundAddress> of(BoundAddress address) {
    Port port = portOf(address.channel(), address.address());
    return bound.computeIfAbsent(port, none -> new ArrayList<>(1));
  }

  /** The socket is not bound any more, or could not be. */
  synchronized void remove(BoundAddress gone) {
    Port port = portOf(gone.channel(), gone.address());
    List<BoundAddress> there = bound.get(port);
    if (there != null && there.remove(gone) && there.isEmpty()) {
      bound.remove(port);
    }
  }

  /** How many sockets are noted; for tests. */
  synchronized int size() {
    return bound.values().stream().mapToInt(List::size).sum();
  }
}
