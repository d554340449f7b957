package io.wsk.netty;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The peer and the destination that a client has fixed on a datagram socket.
 *
 * <p>The channel is not connected for it: the host would then filter, but it would also report a
 * peer's closed port as an error of the socket, refuse sends to other addresses on some hosts, and
 * forget the local address when the peer is cleared; and what it had queued before would still come
 * through. Written by the loop.
 */
final class FixedPeer {
  private volatile @Nullable InetSocketAddress remote;
  private volatile @Nullable InetSocketAddress destination;

  /** The peer that alone may send and is sent to; null for none. */
  void setRemote(@Nullable InetSocketAddress address) {
    remote = address;
  }

  /** Where sends go by default; null for none. It goes before the peer's address. */
  void setDestination(@Nullable InetSocketAddress address) {
    destination = address;
  }

  @Nullable InetSocketAddress remote() {
    return remote;
  }

  /** Where a send without an address goes; null if none is fixed. */
  @Nullable InetSocketAddress destination() {
    InetSocketAddress fixed = destination;
    return fixed != null ? fixed : remote;
  }

  /** Whether a datagram from an address is for the client. */
  boolean accepts(InetSocketAddress sender) {
    InetSocketAddress fixed = remote;
    return fixed == null || fixed.equals(sender);
  }
}
