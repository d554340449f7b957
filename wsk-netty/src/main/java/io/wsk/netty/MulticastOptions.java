package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.MulticastMembership;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Multicast: interface, hops, loop, and the groups. Loop only. */
final class MulticastOptions implements SocketControl {
  private static final Logger LOG = LoggerFactory.getLogger(MulticastOptions.class);

  private static final List<SocketOption<?>> INET =
      List.of(
          SocketOptions.IP_MULTICAST_IF,
          SocketOptions.IP_MULTICAST_TTL,
          SocketOptions.IP_MULTICAST_LOOP,
          SocketOptions.IP_ADD_MEMBERSHIP,
          SocketOptions.IP_DROP_MEMBERSHIP);

  private static final List<SocketOption<?>> INET6 =
      List.of(
          SocketOptions.IPV6_MULTICAST_IF,
          SocketOptions.IPV6_MULTICAST_HOPS,
          SocketOptions.IPV6_MULTICAST_LOOP,
          SocketOptions.IPV6_ADD_MEMBERSHIP,
          SocketOptions.IPV6_DROP_MEMBERSHIP);

  @Override
  public boolean serves(WskControlRequest request) {
    return isOneOf(INET, request) || isOneOf(INET6, request);
  }

  private static boolean isOneOf(List<SocketOption<?>> options, WskControlRequest request) {
    for (SocketOption<?> option : options) {
      if (request.isFor(option)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEither(
      WskControlRequest request, SocketOption<?> inet, SocketOption<?> inet6) {
    return request.isFor(inet) || request.isFor(inet6);
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    if (!(socket instanceof DatagramSocket datagrams)) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    if (isOneOf(INET, request) != (datagrams.family() == SocketProtocolFamily.INET)) {
      return Requests.finish(irp, STATUS_NOT_SUPPORTED);
    }
    if (isEither(request, SocketOptions.IP_ADD_MEMBERSHIP, SocketOptions.IPV6_ADD_MEMBERSHIP)) {
      return membership(datagrams, request, true, irp);
    }
    if (isEither(request, SocketOptions.IP_DROP_MEMBERSHIP, SocketOptions.IPV6_DROP_MEMBERSHIP)) {
      return membership(datagrams, request, false, irp);
    }
    try {
      return Requests.finish(irp, serve(datagrams, request));
    } catch (IllegalArgumentException e) {
      return Requests.finish(irp, STATUS_INVALID_BUFFER_SIZE);
    } catch (ChannelException e) {
      LOG.debug("{}: {} refused by the host", socket, request, e);
      return Requests.finish(irp, STATUS_NOT_SUPPORTED);
    }
  }

  private static NtStatus serve(DatagramSocket socket, WskControlRequest request) {
    DatagramChannel channel = socket.channel();
    if (isEither(request, SocketOptions.IP_MULTICAST_IF, SocketOptions.IPV6_MULTICAST_IF)) {
      return serve(channel, request, ChannelOption.IP_MULTICAST_IF, NetworkInterface.class);
    }
    if (isEither(request, SocketOptions.IP_MULTICAST_TTL, SocketOptions.IPV6_MULTICAST_HOPS)) {
      Integer hops = request.input(Integer.class);
      return hops != null && (hops < 0 || hops > 255)
          ? STATUS_INVALID_BUFFER_SIZE
          : serve(channel, request, ChannelOption.IP_MULTICAST_TTL, Integer.class);
    }
    return loop(socket, request);
  }

  private static <V> NtStatus serve(
      DatagramChannel channel, WskControlRequest request, ChannelOption<V> option, Class<V> type) {
    if (request.type() == WskControlRequestType.WskSetOption) {
      V value = request.input(type);
      if (value == null) {
        return STATUS_INVALID_BUFFER_SIZE;
      }
      return channel.config().setOption(option, value) ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
    }
    ControlOutput<V> output = request.output(type);
    if (output == null) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    V value = channel.config().getOption(option);
    return value == null ? STATUS_NOT_FOUND : ControlOutputs.give(output, value, Integer.BYTES);
  }

  /** Netty's own option means the opposite on its native transports, and the same on NIO. */
  private static NtStatus loop(DatagramSocket socket, WskControlRequest request) {
    DatagramChannel channel = socket.channel();
    if (socket.client().runtime().transport().transport() == Transport.NIO) {
      ChannelOption<Boolean> option = NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_LOOP);
      return serve(channel, request, option, Boolean.class);
    }
    if (request.type() == WskControlRequestType.WskSetOption) {
      Boolean value = request.input(Boolean.class);
      if (value == null) {
        return STATUS_INVALID_BUFFER_SIZE;
      }
      channel.config().setLoopbackModeDisabled(!value);
      return STATUS_SUCCESS;
    }
    ControlOutput<Boolean> output = request.output(Boolean.class);
    return output == null
        ? STATUS_INVALID_BUFFER_SIZE
        : ControlOutputs.give(output, !channel.config().isLoopbackModeDisabled(), Integer.BYTES);
  }

  // ---- groups -----------------------------------------------------------------------------------

  private static NtStatus membership(
      DatagramSocket socket, WskControlRequest request, boolean join, @Nullable Irp<?> irp) {
    NtStatus wrong = checkMembership(socket, request);
    MulticastMembership membership = request.input(MulticastMembership.class);
    if (wrong != null || membership == null) {
      return Requests.finish(irp, wrong == null ? STATUS_INVALID_BUFFER_SIZE : wrong);
    }
    NetworkInterface home = membership.networkInterface();
    if (home == null) {
      home = chosenInterface(socket);
    }
    if (home == null) {
      return Requests.finish(irp, STATUS_NOT_FOUND);
    }
    ChannelFuture done =
        join
            ? socket.channel().joinGroup(membership.group(), home, null)
            : socket.channel().leaveGroup(membership.group(), home, null);
    if (join) {
      // From here on arrivals differ in where they were sent, which some hosts can tell.
      boolean unused = DatagramOptions.askForDestinations(socket);
    }
    done.addListener(future -> Requests.finish(irp, outcome(future.cause())));
    return STATUS_PENDING;
  }

  private static @Nullable NtStatus checkMembership(
      DatagramSocket socket, WskControlRequest request) {
    if (request.type() != WskControlRequestType.WskSetOption) {
      return STATUS_NOT_SUPPORTED;
    }
    MulticastMembership membership = request.input(MulticastMembership.class);
    if (membership == null) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (Addresses.familyOf(membership.group()) != socket.family()) {
      return STATUS_INVALID_PARAMETER;
    }
    return socket.isBound() ? null : STATUS_INVALID_DEVICE_STATE;
  }

  /** The interface that multicasts leave by, else the first that can do multicast. */
  private static @Nullable NetworkInterface chosenInterface(DatagramSocket socket) {
    NetworkInterface chosen = socket.channel().config().getNetworkInterface();
    if (chosen != null) {
      return chosen;
    }
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        if (each.isUp() && each.supportsMulticast() && each.inetAddresses().findAny().isPresent()) {
          return each;
        }
      }
    } catch (SocketException e) {
      LOG.warn("the host does not tell its interfaces", e);
    }
    return null;
  }

  private static NtStatus outcome(@Nullable Throwable cause) {
    return cause == null ? STATUS_SUCCESS : HostErrors.ofMembership(cause);
  }
}
