package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options that only datagram sockets have, but for multicast. Loop only. */
final class DatagramOptions implements SocketControl {
  /** Sets an option. */
  private interface Setter<V> {
    NtStatus set(DatagramSocket socket, V value);
  }

  /** An option, and what serves it. */
  private record Served<V>(
      SocketOption<V> option, Setter<V> setter, Function<DatagramSocket, V> getter) {}

  private static final List<Served<?>> OPTIONS =
      List.of(
          new Served<>(
              SocketOptions.SO_BROADCAST,
              DatagramOptions::setBroadcast,
              DatagramSocket::mayBroadcast),
          new Served<>(
              SocketOptions.IP_PKTINFO,
              DatagramOptions::setPacketInfo,
              socket -> socket.arrivalInfo().packetInfo()),
          new Served<>(
              SocketOptions.IPV6_PKTINFO,
              (socket, value) -> value ? STATUS_NOT_SUPPORTED : STATUS_SUCCESS,
              socket -> false),
          new Served<>(
              SocketOptions.UDP_SEND_MSG_SIZE,
              DatagramOptions::setSegmentSize,
              socket -> socket.sends().segmentBytes()),
          new Served<>(
              SocketOptions.UDP_RECV_MAX_COALESCED_SIZE,
              DatagramOptions::setCoalescedSize,
              DatagramSocket::coalescedBytes));

  @Override
  public boolean serves(WskControlRequest request) {
    return find(request) != null;
  }

  private static @Nullable Served<?> find(WskControlRequest request) {
    for (Served<?> served : OPTIONS) {
      if (request.isFor(served.option())) {
        return served;
      }
    }
    return null;
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    Served<?> served = find(request);
    if (served == null) {
      return Requests.finish(irp, STATUS_NOT_SUPPORTED);
    }
    if (!(socket instanceof DatagramSocket datagrams)) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    try {
      return Requests.finish(irp, serve(datagrams, served, request));
    } catch (ChannelException | IllegalArgumentException e) {
      return Requests.finish(irp, STATUS_NOT_SUPPORTED);
    }
  }

  private static <V> NtStatus serve(
      DatagramSocket socket, Served<V> served, WskControlRequest request) {
    if (!socket.channel().isOpen()) {
      return STATUS_INVALID_DEVICE_STATE; // the host has taken it away
    }
    Class<V> type = served.option().valueType();
    if (request.type() == WskControlRequestType.WskSetOption) {
      V value = request.input(type);
      return value == null ? STATUS_INVALID_BUFFER_SIZE : served.setter().set(socket, value);
    }
    ControlOutput<V> output = request.output(type);
    return output == null
        ? STATUS_INVALID_BUFFER_SIZE
        : ControlOutputs.give(output, served.getter().apply(socket), Integer.BYTES);
  }

  private static NtStatus setBroadcast(DatagramSocket socket, boolean value) {
    if (!socket.channel().config().setOption(ChannelOption.SO_BROADCAST, value)) {
      return STATUS_NOT_SUPPORTED;
    }
    socket.setMayBroadcast(value);
    return STATUS_SUCCESS;
  }

  private static boolean isEpoll(DatagramSocket socket) {
    return socket.client().runtime().transport().transport() == Transport.EPOLL;
  }

  /**
   * The host is asked for the destination of each datagram, which is all that packet info needs.
   */
  private static NtStatus setPacketInfo(DatagramSocket socket, boolean value) {
    if (value && !askForDestinations(socket)) {
      return STATUS_NOT_SUPPORTED;
    }
    socket.arrivalInfo().setPacketInfo(value);
    return STATUS_SUCCESS;
  }

  /** Has the host tell where each datagram was sent; false where it cannot. */
  static boolean askForDestinations(DatagramSocket socket) {
    if (!isEpoll(socket)
        || socket.family() != SocketProtocolFamily.INET
        || !socket.channel().config().setOption(EpollChannelOption.IP_RECVORIGDSTADDR, true)) {
      return false;
    }
    socket.arrivalInfo().destinationsKnown();
    return true;
  }

  private static NtStatus setSegmentSize(DatagramSocket socket, int value) {
    if (value < 0 || value > SendToPath.MAX_IPV6_PAYLOAD) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (value > 0
        && !(isEpoll(socket) && EpollDatagramChannel.isSegmentedDatagramPacketSupported())) {
      return STATUS_NOT_SUPPORTED;
    }
    socket.sends().setSegmentBytes(value);
    return STATUS_SUCCESS;
  }

  /**
   * Coalescing and reading many datagrams with one system call do not go together in Netty, which
   * would lose where one datagram ends, so one takes the place of the other.
   */
  private static NtStatus setCoalescedSize(DatagramSocket socket, int value) {
    if (value < 0) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (!isEpoll(socket)) {
      return value > 0 ? STATUS_NOT_SUPPORTED : STATUS_SUCCESS;
    }
    ProviderRuntime runtime = socket.client().runtime();
    if (!socket.channel().config().setOption(EpollChannelOption.UDP_GRO, value > 0)) {
      return STATUS_NOT_SUPPORTED;
    }
    if (value > 0) {
      DatagramChannels.readCoalesced(socket.channel(), runtime);
    } else {
      DatagramChannels.readMany(socket.channel(), runtime);
    }
    socket.setCoalescedBytes(value);
    return STATUS_SUCCESS;
  }
}
