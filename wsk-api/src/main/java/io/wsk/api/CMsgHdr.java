package io.wsk.api;

import static io.wsk.api.Ws2Def.IPPROTO_IP;
import static io.wsk.api.Ws2Def.IPPROTO_IPV6;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Objects;

/**
 * A piece of control information that accompanies a datagram.
 *
 * <p>C: {@code WSACMSGHDR} with its data ({@code CMSGHDR}, {@code WSA_CMSG_DATA}).
 *
 * @param level the protocol that it belongs to, such as {@link Ws2Def#IPPROTO_IP}
 * @param type what it is, within the level
 * @param data its content, of the type that level and type call for
 */
public record CMsgHdr(int level, int type, Object data) {
  /** Control message type of {@link InPktInfo} at both IP levels. C: {@code IP_PKTINFO}. */
  public static final int IP_PKTINFO = 19;

  /**
   * Checks that there is content.
   *
   * @param level see the record
   * @param type see the record
   * @param data see the record
   */
  public CMsgHdr {
    Objects.requireNonNull(data, "data");
  }

  /**
   * The local address and interface of a datagram.
   *
   * @param packetInfo the content
   * @return the control message, at the level of the address's family
   */
  public static CMsgHdr of(InPktInfo packetInfo) {
    boolean ipv4 = packetInfo.address() instanceof Inet4Address;
    return new CMsgHdr(ipv4 ? IPPROTO_IP : IPPROTO_IPV6, IP_PKTINFO, packetInfo);
  }

  /**
   * Which local address and interface a datagram came in by, or shall leave by.
   *
   * <p>C: {@code IN_PKTINFO}, {@code IN6_PKTINFO}.
   *
   * @param address the local address
   * @param interfaceIndex the host's number of the interface; 0 for any
   */
  public record InPktInfo(InetAddress address, int interfaceIndex) {}
}
