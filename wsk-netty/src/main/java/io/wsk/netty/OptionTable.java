package io.wsk.netty;

import static io.wsk.netty.SocketCategory.BASIC;
import static io.wsk.netty.SocketCategory.CONNECTION;
import static io.wsk.netty.SocketCategory.DATAGRAM;
import static io.wsk.netty.SocketCategory.LISTEN;
import static io.wsk.netty.SocketCategory.STREAM;

import io.wsk.api.control.SocketOptions;
import java.util.List;
import java.util.function.Predicate;

/** The options of sockets that are no business of WSK's own. {@link HostOptions} serves most. */
final class OptionTable {
  // As Linux has them; what it takes is taken everywhere.
  private static final Predicate<Integer> BUFFER = range(1, Integer.MAX_VALUE);
  private static final Predicate<Integer> KEEP_ALIVE_SECONDS = range(1, 32_767);
  private static final Predicate<Integer> KEEP_ALIVE_PROBES = range(1, 127);
  private static final Predicate<Integer> HOPS = range(1, 255);
  private static final Predicate<Integer> BYTE = range(0, 255);

  /** All options, each once. */
  static final List<OptionRow<?>> ROWS =
      List.of(
          OptionRow.ofHost(SocketOptions.SO_KEEPALIVE, LISTEN, CONNECTION, STREAM)
              .withAccess(new KeepAliveAccess()),
          OptionRow.ofHost(SocketOptions.SO_RCVBUF, LISTEN, CONNECTION, DATAGRAM, STREAM)
              .withRange(BUFFER),
          OptionRow.ofHost(SocketOptions.SO_SNDBUF, CONNECTION, DATAGRAM, STREAM)
              .withRange(BUFFER)
              .withAccess(new SendBufferAccess()),
          OptionRow.ofHost(SocketOptions.SO_REUSEADDR, LISTEN, CONNECTION, DATAGRAM, STREAM)
              .settable(OptionTable::isUnbound)
              .withAccess(new SharingAccess(Sharing.REUSE)),
          OptionRow.ofHost(SocketOptions.SO_EXCLUSIVEADDRUSE, LISTEN, CONNECTION, DATAGRAM, STREAM)
              .settable(OptionTable::isUnbound)
              .withAccess(new SharingAccess(Sharing.EXCLUSIVE)),
          OptionRow.ofHost(SocketOptions.SO_LINGER, CONNECTION, STREAM)
              .withAccess(new LingerAccess()),
          OptionRow.told(
              SocketOptions.SO_TYPE,
              (socket, output) ->
                  ControlOutputs.give(output, socket.socketType(), OptionRow.VALUE_BYTES),
              BASIC,
              LISTEN,
              CONNECTION,
              DATAGRAM,
              STREAM),
          OptionRow.told(
              SocketOptions.SO_ERROR,
              (socket, output) ->
                  ControlOutputs.give(output, socket.takeError().value(), OptionRow.VALUE_BYTES),
              LISTEN,
              CONNECTION,
              DATAGRAM,
              STREAM),
          OptionRow.ofHost(SocketOptions.TCP_NODELAY, CONNECTION, STREAM),
          OptionRow.ofHost(SocketOptions.TCP_KEEPIDLE, CONNECTION, STREAM)
              .withRange(KEEP_ALIVE_SECONDS),
          OptionRow.ofHost(SocketOptions.TCP_KEEPINTVL, CONNECTION, STREAM)
              .withRange(KEEP_ALIVE_SECONDS),
          OptionRow.ofHost(SocketOptions.TCP_KEEPCNT, CONNECTION, STREAM)
              .withRange(KEEP_ALIVE_PROBES),
          OptionRow.ofHost(SocketOptions.TCP_FASTOPEN, LISTEN, CONNECTION, STREAM)
              .settable(OptionTable::isBeforeHandshakes),
          OptionRow.ofHost(SocketOptions.IP_TTL, CONNECTION, DATAGRAM, STREAM).withRange(HOPS),
          OptionRow.ofHost(SocketOptions.IP_TOS, CONNECTION, DATAGRAM, STREAM).withRange(BYTE),
          OptionRow.ofHost(SocketOptions.IP_DONTFRAGMENT, CONNECTION, DATAGRAM, STREAM),
          OptionRow.ofHost(SocketOptions.IPV6_V6ONLY, LISTEN, CONNECTION, DATAGRAM, STREAM)
              .settable(OptionTable::isUnbound),
          OptionRow.ofHost(SocketOptions.IPV6_UNICAST_HOPS, CONNECTION, DATAGRAM, STREAM)
              .withRange(HOPS));

  private OptionTable() {}

  private static boolean isUnbound(SocketBase socket) {
    return socket.localAddress() == null;
  }

  /** A listener's handshakes begin with bind, a connection's with connect. */
  private static boolean isBeforeHandshakes(SocketBase socket) {
    return socket instanceof ConnectionSocket connection
        ? connection.isBeforeConnect()
        : isUnbound(socket);
  }

  private static Predicate<Integer> range(int lowest, int highest) {
    return value -> value >= lowest && value <= highest;
  }
}
