package io.wsk.netty;

import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the host's network looks like; a test may put another one in its place. */
class HostNetwork {
  /**
   * The addresses that sockets of a family can be bound to: those of all interfaces that are up,
   * the loopback one included. It asks the kernel, which takes a fraction of a millisecond.
   */
  List<InetAddress> addresses(SocketProtocolFamily family) throws SocketException {
    List<InetAddress> found = new ArrayList<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (isUp(each)) {
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
          if (address instanceof Inet4Address == (family == SocketProtocolFamily.INET)) {
            found.add(address);
          }
        }
      }
    }
    return found;
  }

  private static boolean isUp(NetworkInterface each) {
    try {
      return each.isUp();
    } catch (SocketException e) {
      return false; // Gone since the interfaces were listed.
    }
  }

  /**
   * Whether an address is this host's: what is sent there never leaves it, whichever interface has
   * the address.
   */
  boolean isOwn(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
