package io.wsk.api.control;

import io.wsk.api.WskInspectId;
import java.net.InetSocketAddress;

/**
 * The socket ioctls of WSK. Statuses common to all are in the {@linkplain io.wsk.api.control
 * package description}; codes are computed as the macros of ws2def.h do.
 *
 * <p>C: the {@code SIO_*} constants of wsk.h and ws2def.h.
 */
public final class SocketIoctls {
  // Direction: which of the two buffers a code uses.
  private static final int IOC_VOID = 0x20000000;
  private static final int IOC_OUT = 0x40000000;
  private static final int IOC_IN = 0x80000000;
  private static final int IOC_INOUT = IOC_IN | IOC_OUT;

  // Family: who defines the function numbers.
  private static final int IOC_WS2 = 0x08000000;
  private static final int IOC_WSK = IOC_WS2 | 0x07000000;

  /**
   * Fixes the peer of a datagram socket: sends without an address go there, and datagrams from
   * others are discarded. A {@linkplain SocketIoctl#request() request without input} clears it. IRP
   * required. Unbound: {@code STATUS_INVALID_DEVICE_STATE}.
   *
   * <p>C: {@code SIO_WSK_SET_REMOTE_ADDRESS}, 0x8F000001.
   */
  public static final SocketIoctl<InetSocketAddress, Void> SIO_WSK_SET_REMOTE_ADDRESS =
      SocketIoctl.of(
          "SIO_WSK_SET_REMOTE_ADDRESS", IOC_IN | IOC_WSK | 1, InetSocketAddress.class, Void.class);

  /**
   * Exchanges dispatch tables of an extension interface, for one socket of any category. No IRP.
   * One that the provider lacks: {@code STATUS_NOT_SUPPORTED}.
   *
   * <p>C: {@code SIO_WSK_REGISTER_EXTENSION}, 0xCF000002.
   */
  public static final SocketIoctl<WskExtensionControlIn, WskExtensionControlOut>
      SIO_WSK_REGISTER_EXTENSION =
          SocketIoctl.of(
                  "SIO_WSK_REGISTER_EXTENSION",
                  IOC_INOUT | IOC_WSK | 2,
                  WskExtensionControlIn.class,
                  WskExtensionControlOut.class)
              .withIrpUse(IrpUse.FORBIDDEN);

  /**
   * Asks how many bytes of sends should be outstanding to keep a connection busy. IRP required. Not
   * connected: {@code STATUS_INVALID_DEVICE_STATE}. Changes are told by the send backlog callback.
   *
   * <p>C: {@code SIO_WSK_QUERY_IDEAL_SEND_BACKLOG}, 0x4F000003.
   */
  public static final SocketIoctl<Void, Long> SIO_WSK_QUERY_IDEAL_SEND_BACKLOG =
      SocketIoctl.of(
          "SIO_WSK_QUERY_IDEAL_SEND_BACKLOG", IOC_OUT | IOC_WSK | 3, Void.class, Long.class);

  /**
   * Asks how many bytes have been received on a connection and not yet been taken: what the
   * provider holds and, where the host can tell, what the host's kernel does. IRP required. Not
   * connected: {@code STATUS_INVALID_DEVICE_STATE}.
   *
   * <p>C: {@code SIO_WSK_QUERY_RECEIVE_BACKLOG}, 0x4F000004.
   */
  public static final SocketIoctl<Void, Long> SIO_WSK_QUERY_RECEIVE_BACKLOG =
      SocketIoctl.of(
          "SIO_WSK_QUERY_RECEIVE_BACKLOG", IOC_OUT | IOC_WSK | 4, Void.class, Long.class);

  /**
   * Asks under which id an accepted connection was inspected. No IRP. On a socket that was not
   * accepted from a conditionally accepting listener: {@code STATUS_INVALID_DEVICE_REQUEST}.
   *
   * <p>C: {@code SIO_WSK_QUERY_INSPECT_ID}, 0x4F000005.
   */
  public static final SocketIoctl<Void, WskInspectId> SIO_WSK_QUERY_INSPECT_ID =
      SocketIoctl.of(
              "SIO_WSK_QUERY_INSPECT_ID", IOC_OUT | IOC_WSK | 5, Void.class, WskInspectId.class)
          .withIrpUse(IrpUse.FORBIDDEN);

  /**
   * Fixes where a datagram socket sends to when no address is given, and nothing else: datagrams
   * from others still arrive. A {@linkplain SocketIoctl#request() request without input} clears it.
   * IRP required. Unbound: {@code STATUS_INVALID_DEVICE_STATE}.
   *
   * <p>C: {@code SIO_WSK_SET_SENDTO_ADDRESS}, 0x8F000006.
   */
  public static final SocketIoctl<InetSocketAddress, Void> SIO_WSK_SET_SENDTO_ADDRESS =
      SocketIoctl.of(
          "SIO_WSK_SET_SENDTO_ADDRESS", IOC_IN | IOC_WSK | 6, InetSocketAddress.class, Void.class);

  /**
   * Silences a connection: what arrives is discarded, sends and disconnects give {@code
   * STATUS_INVALID_DEVICE_STATE}, and closing is all that is left to do. The host's kernel still
   * acknowledges. IRP required. Not connected, or sends or disconnects pending: {@code
   * STATUS_INVALID_DEVICE_STATE}. Over loopback, which is to any address of this host: {@code
   * STATUS_NOT_SUPPORTED}. Queued receives complete with {@code STATUS_CANCELLED}.
   *
   * <p>C: {@code SIO_WSK_SET_TCP_SILENT_MODE}, 0x2F000007.
   */
  public static final SocketIoctl<Void, Void> SIO_WSK_SET_TCP_SILENT_MODE =
      SocketIoctl.of("SIO_WSK_SET_TCP_SILENT_MODE", IOC_VOID | IOC_WSK | 7, Void.class, Void.class);

  /**
   * Asks which local addresses of the socket's family there are, on a socket of any category. No
   * IRP. The output's capacity counts addresses; too small: {@code STATUS_BUFFER_OVERFLOW}.
   *
   * <p>C: {@code SIO_ADDRESS_LIST_QUERY}, 0x48000016.
   */
  public static final SocketIoctl<Void, SocketAddressList> SIO_ADDRESS_LIST_QUERY =
      SocketIoctl.of(
              "SIO_ADDRESS_LIST_QUERY", IOC_OUT | IOC_WS2 | 22, Void.class, SocketAddressList.class)
          .withIrpUse(IrpUse.FORBIDDEN);

  /**
   * Stays pending until the local addresses of the socket's family change, then tells nothing more:
   * the client asks with {@link #SIO_ADDRESS_LIST_QUERY}. Closing the socket, or cancelling the
   * IRP, ends it with {@code STATUS_CANCELLED}. IRP required.
   *
   * <p>C: {@code SIO_ADDRESS_LIST_CHANGE}, 0x28000017.
   */
  public static final SocketIoctl<Void, Void> SIO_ADDRESS_LIST_CHANGE =
      SocketIoctl.of("SIO_ADDRESS_LIST_CHANGE", IOC_VOID | IOC_WS2 | 23, Void.class, Void.class);

  private SocketIoctls() {}
}
