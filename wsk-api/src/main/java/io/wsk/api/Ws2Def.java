package io.wsk.api;

/** The constants of ws2def.h and ws2ipdef.h that WSK uses, with the values of Windows. */
public final class Ws2Def {
  /** Address family: none given; for name resolution. */
  public static final int AF_UNSPEC = 0;

  /** Address family: IPv4. */
  public static final int AF_INET = 2;

  /** Address family: IPv6. */
  public static final int AF_INET6 = 23;

  /** Socket type: a byte stream. */
  public static final int SOCK_STREAM = 1;

  /** Socket type: datagrams. */
  public static final int SOCK_DGRAM = 2;

  /** Socket type: raw. */
  public static final int SOCK_RAW = 3;

  /** Protocol, and option level: IPv4. */
  public static final int IPPROTO_IP = 0;

  /** Protocol, and option level: TCP. */
  public static final int IPPROTO_TCP = 6;

  /** Protocol, and option level: UDP. */
  public static final int IPPROTO_UDP = 17;

  /** Option level: IPv6. */
  public static final int IPPROTO_IPV6 = 41;

  /** Option level: the socket itself. */
  public static final int SOL_SOCKET = 0xFFFF;

  /** Message flag: the datagram was longer than the buffer; the rest is lost. */
  public static final int MSG_TRUNC = 0x0100;

  /** Message flag: control information did not fit. */
  public static final int MSG_CTRUNC = 0x0200;

  /** Message flag: the datagram came by broadcast. */
  public static final int MSG_BCAST = 0x0400;

  /** Message flag: the datagram came by multicast. */
  public static final int MSG_MCAST = 0x0800;

  /** Name space: all that the host uses; for name resolution. */
  public static final int NS_ALL = 0;

  /** Name information: give the address in figures instead of a name. */
  public static final int NI_NUMERICHOST = 0x02;

  /** Name information: fail when the address has no name. */
  public static final int NI_NAMEREQD = 0x04;

  /** Name information: give the port in figures instead of a service name. */
  public static final int NI_NUMERICSERV = 0x08;

  /** Name information: give only the first label of the host name. */
  public static final int NI_NOFQDN = 0x01;

  /** Name information: the service is a datagram service. */
  public static final int NI_DGRAM = 0x10;

  /** Address information: without a node name, give the wildcard address, for bind. */
  public static final int AI_PASSIVE = 0x01;

  /** Address information: give the canonical name too, in the first result. */
  public static final int AI_CANONNAME = 0x02;

  /** Address information: the node name is an address in figures; no name is looked up. */
  public static final int AI_NUMERICHOST = 0x04;

  /** Address information: the service name is a port in figures; no name is looked up. */
  public static final int AI_NUMERICSERV = 0x08;

  private Ws2Def() {}
}
