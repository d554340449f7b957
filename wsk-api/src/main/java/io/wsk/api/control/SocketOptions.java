package io.wsk.api.control;

import static io.wsk.api.Ws2Def.IPPROTO_IP;
import static io.wsk.api.Ws2Def.IPPROTO_IPV6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOL_SOCKET;

import java.net.NetworkInterface;

/**
 * The socket options that the project knows. Each takes an IRP, set or read, unless it says
 * otherwise; statuses common to all are in the {@linkplain io.wsk.api.control package description}.
 * Options of the transport (below the socket level, and {@link #SO_SNDBUF}, {@link #SO_LINGER},
 * {@link #SO_TYPE}, {@link #SO_ERROR}) depend on the host: {@code STATUS_NOT_SUPPORTED} where it
 * cannot. The same answers setting what is read only and reading what is set only.
 *
 * <p>C: the {@code SO_*}, {@code TCP_*}, {@code IP_*}, {@code IPV6_*} and {@code UDP_*} constants
 * of wsk.h, ws2def.h and ws2ipdef.h, whose numbers these are whatever the host.
 */
public final class SocketOptions {
  /**
   * Enables or disables event callbacks of the socket. Set only. IRP optional: none when enabling;
   * with one, a disable that returned {@code STATUS_PENDING} completes it once no call of the
   * callback is in progress; without one, the same disable returns {@code STATUS_EVENT_PENDING},
   * which counts as success. From the request on no new call starts.
   *
   * <p>A bad mask, or an event whose callback is null: {@code STATUS_INVALID_PARAMETER}. Before
   * bind or connect: {@code STATUS_INVALID_DEVICE_STATE}. An event that is enabled statically:
   * {@code STATUS_INVALID_DEVICE_REQUEST}. A foreign interface: {@code STATUS_NOT_SUPPORTED}.
   *
   * <p>C: {@code SO_WSK_EVENT_CALLBACK}, 0x4002 (wsk.h).
   */
  public static final SocketOption<WskEventCallbackControl> SO_WSK_EVENT_CALLBACK =
      SocketOption.of("SO_WSK_EVENT_CALLBACK", SOL_SOCKET, 0x4002, WskEventCallbackControl.class)
          .withIrpUse(IrpUse.OPTIONAL, IrpUse.REQUIRED);

  /**
   * The security descriptor of the socket, consulted when others bind to its local address. It may
   * be set at any time, and counts from then on. A reader gets a cached copy of its own, which it
   * releases with {@link ClientControls#WSK_RELEASE_SD}.
   *
   * <p>Set to a descriptor that has been released, or is another provider's: {@code
   * STATUS_INVALID_PARAMETER}. Read on a socket that has none: {@code STATUS_NOT_FOUND}. On basic
   * sockets and accepted ones, which are not bound to an address of their own: {@code
   * STATUS_INVALID_DEVICE_REQUEST}.
   *
   * <p>C: {@code SO_WSK_SECURITY}, 0x4001 (wsk.h).
   */
  public static final SocketOption<CachedSecurityDescriptor> SO_WSK_SECURITY =
      SocketOption.of("SO_WSK_SECURITY", SOL_SOCKET, 0x4001, CachedSecurityDescriptor.class);

  /**
   * Whether a listening socket inspects connections before it accepts them. To be set before bind.
   * Later: {@code STATUS_INVALID_DEVICE_STATE}. Without inspect and abort callbacks: {@code
   * STATUS_INVALID_PARAMETER}. On other categories: {@code STATUS_INVALID_DEVICE_REQUEST}.
   *
   * <p>C: {@code SO_CONDITIONAL_ACCEPT}, 0x3002 (ws2def.h).
   */
  public static final SocketOption<Boolean> SO_CONDITIONAL_ACCEPT =
      SocketOption.of("SO_CONDITIONAL_ACCEPT", SOL_SOCKET, 0x3002, Boolean.class);

  /**
   * Whether a datagram socket may broadcast; off at first, when sends to a broadcast address give
   * {@code STATUS_ACCESS_DENIED}.
   *
   * <p>C: {@code SO_BROADCAST}, 0x0020 (ws2def.h).
   */
  public static final SocketOption<Boolean> SO_BROADCAST =
      SocketOption.of("SO_BROADCAST", SOL_SOCKET, 0x0020, Boolean.class);

  /**
   * Whether the local address may not be shared, not even by sockets with {@link #SO_REUSEADDR}. To
   * be set before bind. Later: {@code STATUS_INVALID_DEVICE_STATE}. On a socket that has {@link
   * #SO_REUSEADDR} set: {@code STATUS_INVALID_PARAMETER}. On basic sockets: {@code
   * STATUS_INVALID_DEVICE_REQUEST}.
   *
   * <p>C: {@code SO_EXCLUSIVEADDRUSE}, 0xFFFFFFFB, the complement of SO_REUSEADDR (ws2def.h).
   */
  public static final SocketOption<Boolean> SO_EXCLUSIVEADDRUSE =
      SocketOption.of("SO_EXCLUSIVEADDRUSE", SOL_SOCKET, ~0x0004, Boolean.class);

  /**
   * Whether an idle connection is probed. Accepted sockets inherit it from the listening one.
   *
   * <p>C: {@code SO_KEEPALIVE}, 0x0008 (ws2def.h).
   */
  public static final SocketOption<Boolean> SO_KEEPALIVE =
      SocketOption.of("SO_KEEPALIVE", SOL_SOCKET, 0x0008, Boolean.class);

  /**
   * The size in bytes of the host's receive buffer, which the host may round. Accepted sockets
   * inherit it from the listening one.
   *
   * <p>C: {@code SO_RCVBUF}, 0x1002 (ws2def.h).
   */
  public static final SocketOption<Integer> SO_RCVBUF =
      SocketOption.of("SO_RCVBUF", SOL_SOCKET, 0x1002, Integer.class);

  /**
   * Whether the local address may be shared with other sockets of this provider that say so too;
   * sockets of others are out of its reach. To be set before bind. Later: {@code
   * STATUS_INVALID_DEVICE_STATE}. On a socket that has {@link #SO_EXCLUSIVEADDRUSE} set: {@code
   * STATUS_INVALID_PARAMETER}. On basic sockets and accepted ones: {@code
   * STATUS_INVALID_DEVICE_REQUEST}.
   *
   * <p>C: {@code SO_REUSEADDR}, 0x0004 (ws2def.h).
   */
  public static final SocketOption<Boolean> SO_REUSEADDR =
      SocketOption.of("SO_REUSEADDR", SOL_SOCKET, 0x0004, Boolean.class);

  /**
   * The size in bytes of the host's send buffer, which the host may round.
   *
   * <p>C: {@code SO_SNDBUF}, 0x1001 (ws2def.h).
   */
  public static final SocketOption<Integer> SO_SNDBUF =
      SocketOption.of("SO_SNDBUF", SOL_SOCKET, 0x1001, Integer.class);

  /**
   * What becomes of unsent data at close. Close resets a connection that has not been disconnected,
   * so this is always on with 0 seconds; another value: {@code STATUS_NOT_SUPPORTED}.
   *
   * <p>C: {@code SO_LINGER}, 0x0080 (ws2def.h).
   */
  public static final SocketOption<Linger> SO_LINGER =
      SocketOption.of("SO_LINGER", SOL_SOCKET, 0x0080, Linger.class);

  /**
   * The type that the socket was created with: {@code SOCK_STREAM} or {@code SOCK_DGRAM}. Read
   * only.
   *
   * <p>C: {@code SO_TYPE}, 0x1008 (ws2def.h).
   */
  public static final SocketOption<Integer> SO_TYPE =
      SocketOption.of("SO_TYPE", SOL_SOCKET, 0x1008, Integer.class);

  /**
   * The last error that came to the socket while no request was pending that could be told, as an
   * NTSTATUS value; 0 for none. Reading clears it. Read only.
   *
   * <p>C: {@code SO_ERROR}, 0x1007 (ws2def.h).
   */
  public static final SocketOption<Integer> SO_ERROR =
      SocketOption.of("SO_ERROR", SOL_SOCKET, 0x1007, Integer.class);

  /**
   * Whether small segments are sent without waiting for acknowledgements of earlier ones.
   *
   * <p>C: {@code TCP_NODELAY}, 1 (ws2def.h).
   */
  public static final SocketOption<Boolean> TCP_NODELAY =
      SocketOption.of("TCP_NODELAY", IPPROTO_TCP, 1, Boolean.class);

  /**
   * Seconds of idleness before the first keep-alive probe. In effect with {@link #SO_KEEPALIVE}.
   *
   * <p>Windows also calls it {@code TCP_KEEPALIVE}.
   *
   * <p>C: {@code TCP_KEEPIDLE}, 3 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> TCP_KEEPIDLE =
      SocketOption.of("TCP_KEEPIDLE", IPPROTO_TCP, 3, Integer.class);

  /**
   * Seconds between keep-alive probes that are not answered. In effect with {@link #SO_KEEPALIVE}.
   *
   * <p>C: {@code TCP_KEEPINTVL}, 17 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> TCP_KEEPINTVL =
      SocketOption.of("TCP_KEEPINTVL", IPPROTO_TCP, 17, Integer.class);

  /**
   * How many keep-alive probes go unanswered before the connection is given up. In effect with
   * {@link #SO_KEEPALIVE}.
   *
   * <p>C: {@code TCP_KEEPCNT}, 16 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> TCP_KEEPCNT =
      SocketOption.of("TCP_KEEPCNT", IPPROTO_TCP, 16, Integer.class);

  /**
   * Whether data may travel with the handshake: sent by a connect that carries data, or taken by a
   * listening socket. To be set before connect or bind.
   *
   * <p>C: {@code TCP_FASTOPEN}, 15 (ws2ipdef.h).
   */
  public static final SocketOption<Boolean> TCP_FASTOPEN =
      SocketOption.of("TCP_FASTOPEN", IPPROTO_TCP, 15, Boolean.class);

  /**
   * The time to live of unicast IPv4 packets, in hops: 1 to 255.
   *
   * <p>C: {@code IP_TTL}, 4 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> IP_TTL =
      SocketOption.of("IP_TTL", IPPROTO_IP, 4, Integer.class);

  /**
   * The type-of-service byte of IPv4 packets: 0 to 255.
   *
   * <p>C: {@code IP_TOS}, 3 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> IP_TOS =
      SocketOption.of("IP_TOS", IPPROTO_IP, 3, Integer.class);

  /**
   * The interface that IPv4 multicasts leave by.
   *
   * <p>C: {@code IP_MULTICAST_IF}, 9 (ws2ipdef.h).
   */
  public static final SocketOption<NetworkInterface> IP_MULTICAST_IF =
      SocketOption.of("IP_MULTICAST_IF", IPPROTO_IP, 9, NetworkInterface.class);

  /**
   * The time to live of IPv4 multicasts, in hops: 0 to 255.
   *
   * <p>C: {@code IP_MULTICAST_TTL}, 10 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> IP_MULTICAST_TTL =
      SocketOption.of("IP_MULTICAST_TTL", IPPROTO_IP, 10, Integer.class);

  /**
   * Whether IPv4 multicasts come back to their own host. As the host has it: for what this socket
   * sends on Linux and macOS, for what it receives on Windows.
   *
   * <p>C: {@code IP_MULTICAST_LOOP}, 11 (ws2ipdef.h).
   */
  public static final SocketOption<Boolean> IP_MULTICAST_LOOP =
      SocketOption.of("IP_MULTICAST_LOOP", IPPROTO_IP, 11, Boolean.class);

  /**
   * Joins an IPv4 multicast group. Set only.
   *
   * <p>C: {@code IP_ADD_MEMBERSHIP}, 12 (ws2ipdef.h).
   */
  public static final SocketOption<MulticastMembership> IP_ADD_MEMBERSHIP =
      SocketOption.of("IP_ADD_MEMBERSHIP", IPPROTO_IP, 12, MulticastMembership.class);

  /**
   * Leaves an IPv4 multicast group. Set only.
   *
   * <p>C: {@code IP_DROP_MEMBERSHIP}, 13 (ws2ipdef.h).
   */
  public static final SocketOption<MulticastMembership> IP_DROP_MEMBERSHIP =
      SocketOption.of("IP_DROP_MEMBERSHIP", IPPROTO_IP, 13, MulticastMembership.class);

  /**
   * Whether IPv4 packets carry the don't-fragment bit.
   *
   * <p>C: {@code IP_DONTFRAGMENT}, 14 (ws2ipdef.h).
   */
  public static final SocketOption<Boolean> IP_DONTFRAGMENT =
      SocketOption.of("IP_DONTFRAGMENT", IPPROTO_IP, 14, Boolean.class);

  /**
   * Whether received IPv4 datagrams come with the local address and the interface that they arrived
   * on, as control information.
   *
   * <p>C: {@code IP_PKTINFO}, 19 (ws2ipdef.h).
   */
  public static final SocketOption<Boolean> IP_PKTINFO =
      SocketOption.of("IP_PKTINFO", IPPROTO_IP, 19, Boolean.class);

  /**
   * Whether an IPv6 socket keeps to IPv6; if not, it also serves IPv4 through mapped addresses. To
   * be set before bind.
   *
   * <p>C: {@code IPV6_V6ONLY}, 27 (ws2ipdef.h).
   */
  public static final SocketOption<Boolean> IPV6_V6ONLY =
      SocketOption.of("IPV6_V6ONLY", IPPROTO_IPV6, 27, Boolean.class);

  /**
   * The hop limit of unicast IPv6 packets: 1 to 255.
   *
   * <p>C: {@code IPV6_UNICAST_HOPS}, 4 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> IPV6_UNICAST_HOPS =
      SocketOption.of("IPV6_UNICAST_HOPS", IPPROTO_IPV6, 4, Integer.class);

  /**
   * The interface that IPv6 multicasts leave by.
   *
   * <p>C: {@code IPV6_MULTICAST_IF}, 9 (ws2ipdef.h).
   */
  public static final SocketOption<NetworkInterface> IPV6_MULTICAST_IF =
      SocketOption.of("IPV6_MULTICAST_IF", IPPROTO_IPV6, 9, NetworkInterface.class);

  /**
   * The hop limit of IPv6 multicasts: 0 to 255.
   *
   * <p>C: {@code IPV6_MULTICAST_HOPS}, 10 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> IPV6_MULTICAST_HOPS =
      SocketOption.of("IPV6_MULTICAST_HOPS", IPPROTO_IPV6, 10, Integer.class);

  /**
   * Whether IPv6 multicasts come back to their own host; see {@link #IP_MULTICAST_LOOP}.
   *
   * <p>C: {@code IPV6_MULTICAST_LOOP}, 11 (ws2ipdef.h).
   */
  public static final SocketOption<Boolean> IPV6_MULTICAST_LOOP =
      SocketOption.of("IPV6_MULTICAST_LOOP", IPPROTO_IPV6, 11, Boolean.class);

  /**
   * Joins an IPv6 multicast group. Set only.
   *
   * <p>C: {@code IPV6_ADD_MEMBERSHIP}, 12 (ws2ipdef.h).
   */
  public static final SocketOption<MulticastMembership> IPV6_ADD_MEMBERSHIP =
      SocketOption.of("IPV6_ADD_MEMBERSHIP", IPPROTO_IPV6, 12, MulticastMembership.class);

  /**
   * Leaves an IPv6 multicast group. Set only.
   *
   * <p>C: {@code IPV6_DROP_MEMBERSHIP}, 13 (ws2ipdef.h).
   */
  public static final SocketOption<MulticastMembership> IPV6_DROP_MEMBERSHIP =
      SocketOption.of("IPV6_DROP_MEMBERSHIP", IPPROTO_IPV6, 13, MulticastMembership.class);

  /**
   * Whether received IPv6 datagrams come with the local address and the interface that they arrived
   * on, as control information.
   *
   * <p>C: {@code IPV6_PKTINFO}, 19 (ws2ipdef.h).
   */
  public static final SocketOption<Boolean> IPV6_PKTINFO =
      SocketOption.of("IPV6_PKTINFO", IPPROTO_IPV6, 19, Boolean.class);

  /**
   * The size in bytes of the datagrams that one large send is cut into by the host's segmentation
   * offload; 0 turns it off.
   *
   * <p>C: {@code UDP_SEND_MSG_SIZE}, 2 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> UDP_SEND_MSG_SIZE =
      SocketOption.of("UDP_SEND_MSG_SIZE", IPPROTO_UDP, 2, Integer.class);

  /**
   * The size in bytes up to which the host may hand in datagrams of one sender as one message,
   * which the provider indicates one by one; 0 turns it off.
   *
   * <p>C: {@code UDP_RECV_MAX_COALESCED_SIZE}, 3 (ws2ipdef.h).
   */
  public static final SocketOption<Integer> UDP_RECV_MAX_COALESCED_SIZE =
      SocketOption.of("UDP_RECV_MAX_COALESCED_SIZE", IPPROTO_UDP, 3, Integer.class);

  private SocketOptions() {}
}
