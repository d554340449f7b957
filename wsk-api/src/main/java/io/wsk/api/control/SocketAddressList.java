package io.wsk.api.control;

import java.net.InetAddress;
import java.util.List;

/**
 * Local addresses of one address family; the result of {@link SocketIoctls#SIO_ADDRESS_LIST_QUERY}.
 * Sizes of its {@link ControlOutput} count addresses. A snapshot: it does not follow later changes.
 *
 * <p>C: {@code SOCKET_ADDRESS_LIST}, whose ports are all 0 and left out here.
 *
 * @param addresses what a socket of the family can be bound to; IPv6 addresses with their scope,
 *     unmodifiable
 */
public record SocketAddressList(List<InetAddress> addresses) {
  /**
   * Keeps a copy of the list.
   *
   * @param addresses what a socket of the family can be bound to
   */
  public SocketAddressList {
    addresses = List.copyOf(addresses);
  }
}
