package io.wsk.api.control;

import java.net.InetAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/**
 * A multicast group to join or to leave, on one interface.
 *
 * <p>C: {@code IP_MREQ} and {@code IPV6_MREQ}.
 *
 * @param group the group's address, of the socket's family
 * @param networkInterface where to join; null leaves the choice to the host. A group is left with
 *     the interface it was joined with
 */
public record MulticastMembership(InetAddress group, @Nullable NetworkInterface networkInterface) {
  /**
   * Checks the group.
   *
   * @param group the group's address
   * @param networkInterface where to join, or null
   * @throws IllegalArgumentException if the address is not a multicast address
   */
  public MulticastMembership {
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException("not a multicast address: " + group);
    }
  }
}
