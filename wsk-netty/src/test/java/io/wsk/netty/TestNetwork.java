package io.wsk.netty;

import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** The host's network with some lies. */
final class TestNetwork extends HostNetwork {
  /** No lies yet. */
  static final TestNetwork REAL = new TestNetwork(List.of(), true);

  private final List<InetAddress> more;
  private final boolean ownAddresses;

  private TestNetwork(List<InetAddress> more, boolean ownAddresses) {
    this.more = more;
    this.ownAddresses = ownAddresses;
  }

  /** One that has an address more. */
  TestNetwork with(InetAddress address) {
    List<InetAddress> all = new ArrayList<>(more);
    all.add(address);
    return new TestNetwork(all, ownAddresses);
  }

  /** One on which every address is another host's. */
  TestNetwork withoutOwnAddresses() {
    return new TestNetwork(more, false);
  }

  @Override
  List<InetAddress> addresses(SocketProtocolFamily family) throws SocketException {
    List<InetAddress> all = new ArrayList<>(super.addresses(family));
    more.stream()
        .filter(a -> a instanceof Inet4Address == (family == SocketProtocolFamily.INET))
        .forEach(all::add);
    return all;
  }

  @Override
  boolean isOwn(InetAddress address) {
    return ownAddresses && super.isOwn(address);
  }
}
