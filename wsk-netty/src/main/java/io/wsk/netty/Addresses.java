package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;

import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.nt.NtStatus;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What is asked of an address that a client gives, or gets. */
final class Addresses {
  private Addresses() {}

  /**
   * Checks the arguments of bind and connect.
   *
   * @return what is wrong, or null
   */
  static @Nullable NtStatus check(
      InetSocketAddress address, SocketProtocolFamily family, int flags) {
    if (flags != 0) {
      return STATUS_INVALID_PARAMETER;
    }
    if (address.isUnresolved()) {
      return STATUS_INVALID_ADDRESS;
    }
    return family == familyOf(address) ? null : STATUS_INVALID_PARAMETER;
  }

  /** An address for a callback: a peer that is gone again may have taken its own along. */
  static InetSocketAddress known(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress known ? known : new InetSocketAddress(0);
  }

  static SocketProtocolFamily familyOf(InetSocketAddress address) {
    return familyOf(address.getAddress());
  }

  static SocketProtocolFamily familyOf(InetAddress address) {
    return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
  }
}
