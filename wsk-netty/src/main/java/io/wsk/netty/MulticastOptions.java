package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
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
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.MulticastMembership;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
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

  private static final Class<Boolean> BOOLEAN = Boolean.class;

  // Not Netty's own options: the one for hops sets those of unicasts on native transports, and the
  // one for the loop means the opposite of its name on NIO.
  private static final ChannelOption<Integer> JDK_HOPS =
      NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_TTL);
  private static final ChannelOption<Boolean> JDK_LOOP =
      NioChannelOption.of(StandardSocketOptions.IP_MULTICAST_LOOP);

  // Levels and numbers of Linux: linux/in.h and linux/in6.h.
  private static final ChannelOption<Integer> LINUX_TTL =
      new IntegerUnixChannelOption("IP_MULTICAST_TTL", 0, 33);
  private static final ChannelOption<Integer> LINUX_LOOP =
      new IntegerUnixChannelOption("IP_MULTICAST_LOOP", 0, 34);
  private static final ChannelOption<Integer> LINUX_HOPS6 =
      new IntegerUnixChannelOption("IPV6_MULTICAST_HOPS", 41, 18);
  private static final ChannelOption<Integer> LINUX_LOOP6 =
      new IntegerUnixChannelOption("IPV6_MULTICAST_LOOP", 41, 19);

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
    boolean hops =
        isEither(request, SocketOptions.IP_MULTICAST_TTL, SocketOptions.IPV6_MULTICAST_HOPS);
    if (socket.client().runtime().transport().transport() == Transport.NIO) {
      return hops ? hops(channel, request, JDK_HOPS) : serve(channel, request, JDK_LOOP, BOOLEAN);
    }
    if (socket.client().runtime().transport().transport() == Transport.KQUEUE) {
      // Its numbers are those of another host.
      return STATUS_NOT_SUPPORTED;
    }
    boolean inet = socket.family() == SocketProtocolFamily.INET;
    if (hops) {
      return hops(channel, request, inet ? LINUX_TTL : LINUX_HOPS6);
    }
    return loop(channel, request, inet ? LINUX_LOOP : LINUX_LOOP6);
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

  private static NtStatus hops(
      DatagramChannel channel, WskControlRequest request, ChannelOption<Integer> option) {
    Integer hops = request.input(Integer.class);
    return hops != null && (hops < 0 || hops > 255)
        ? STATUS_INVALID_BUFFER_SIZE
        : serve(channel, request, option, Integer.class);
  }

  /** A flag that the host has as a number. */
  private static NtStatus loop(
      DatagramChannel channel, WskControlRequest request, ChannelOption<Integer> option) {
    if (request.type() == WskControlRequestType.WskSetOption) {
      Boolean value = request.input(BOOLEAN);
      if (value == null) {
        return STATUS_INVALID_BUFFER_SIZE;
      }
      return channel.config().setOption(option, value ? 1 : 0)
          ? STATUS_SUCCESS
          : STATUS_NOT_SUPPORTED;
    }
    ControlOutput<Boolean> output = request.output(BOOLEAN);
    if (output == null) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    Integer value = channel.config().getOption(option);
    return value == null
        ? STATUS_NOT_SUPPORTED
        : ControlOutputs.give(output, value != 0, Integer.BYTES);
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
    return change(socket, new MulticastMembership(membership.group(), home), join, irp);
  }

  private static NtStatus change(
      DatagramSocket socket, MulticastMembership resolved, boolean join, @Nullable Irp<?> irp) {
    // Hosts and transports disagree about what is said of these.
    if (socket.groups().contains(resolved) == join) {
      return Requests.finish(irp, join ? STATUS_ADDRESS_ALREADY_EXISTS : STATUS_NOT_FOUND);
    }
    InetAddress group = resolved.group();
    NetworkInterface home = resolved.networkInterface();
    try {
      ChannelFuture done =
          join
              ? socket.channel().joinGroup(group, home, null)
              : socket.channel().leaveGroup(group, home, null);
      done.addListener(future -> changed(socket, resolved, join, future.cause(), irp));
      return STATUS_PENDING;
    } catch (RuntimeException e) {
      // Netty's native transports throw what NIO says by the future.
      return Requests.finish(irp, HostErrors.ofMembership(e));
    }
  }

  private static void changed(
      DatagramSocket socket,
      MulticastMembership membership,
      boolean joined,
      @Nullable Throwable cause,
      @Nullable Irp<?> irp) {
    if (cause != null) {
      Requests.finish(irp, HostErrors.ofMembership(cause));
      return;
    }
    if (joined) {
      socket.groups().add(membership);
      // From here on arrivals differ in where they were sent, which some hosts can tell.
      boolean unused = DatagramOptions.askForDestinations(socket);
    } else {
      socket.groups().remove(membership);
    }
    Requests.finish(irp, STATUS_SUCCESS);
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
}
