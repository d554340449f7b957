package io.wsk.netty;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A socket's place in the {@link AddressTable}: it is bound to an address, or about to be. */
final class BoundAddress {
  private final Channel channel;
  private final AddressUse use;
  private final Sharing sharing;
  private final InetSocketAddress address;
  // How many binds to the same port are letting this one's host socket share it. Its loop only.
  private int sharers;

  BoundAddress(Channel channel, AddressUse use, InetSocketAddress address) {
    this.channel = channel;
    this.use = use;
    this.sharing = use.sharing();
    this.address = address;
  }

  /** The same at the address that the host has chosen. */
  BoundAddress at(InetSocketAddress chosen) {
    return new BoundAddress(channel, use, chosen);
  }

  Channel channel() {
    return channel;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Whether a packet could be for either. The ports are the same. */
  boolean overlaps(BoundAddress other) {
    InetAddress mine = address.getAddress();
    InetAddress its = other.address.getAddress();
    return channel.isOpen()
        && (mine.isAnyLocalAddress() || its.isAnyLocalAddress() || mine.equals(its));
  }

  /** What becomes of a second one that overlaps. */
  Sharing.Verdict verdictOn(BoundAddress second) {
    Sharing.Verdict verdict =
        Sharing.of(sharing, isWildcard(), second.sharing, second.isWildcard());
    if (verdict != Sharing.Verdict.CHK) {
      return verdict;
    }
    return use.grants(second.use) ? Sharing.Verdict.OK : Sharing.Verdict.D;
  }

  private boolean isWildcard() {
    return address.getAddress().isAnyLocalAddress();
  }

  /**
   * Lets the host's socket share its port from here to {@link #endSharing}. On the channel's loop,
   * where nobody can close it meanwhile: its descriptor is not somebody else's by now.
   */
  void beginSharing(TransportFactory transport) {
    if (sharers++ == 0) {
      set(transport, true);
    }
  }

  void endSharing(TransportFactory transport) {
    if (--sharers == 0) {
      set(transport, false);
    }
  }

  private void set(TransportFactory transport, boolean value) {
    if (channel.isOpen()) {
      // Where the host does not have it, the host refuses the bind, which is what the client hears.
      transport.sharePort(channel, value);
    }
  }
}
