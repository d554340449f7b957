package io.wsk.netty;

import static io.wsk.netty.SocketCategory.CONNECTION;
import static io.wsk.netty.SocketCategory.DATAGRAM;
import static io.wsk.netty.SocketCategory.LISTEN;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.uring.IoUring;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options that a transport serves, and by what: all that is known here about options of hosts.
 * NIO has what the JDK has names for. The transports of Linux take any option by its number, so
 * they have all. Kqueue has what Netty has names for, since nobody here could try the numbers.
 */
final class HostOptions {
  // Numbers of Linux: netinet/in.h, linux/in6.h and netinet/tcp.h.
  private static final int LEVEL_IP = 0;
  private static final int LEVEL_TCP = 6;
  private static final int LEVEL_IPV6 = 41;

  // How Linux treats the path's MTU: the don't-fragment bit is off with DONT alone.
  private static final int PMTU_DONT = 0;
  private static final int PMTU_DO = 2;
  private static final int PMTU_PROBE = 3;

  /** How many connections that have sent data with their SYN may wait to be accepted. */
  private static final int FAST_OPEN_QUEUE = 128;

  private final Map<SocketCategory, Map<SocketOption<?>, HostOption<?, ?>>> served =
      new EnumMap<>(SocketCategory.class);

  private HostOptions() {
    for (SocketCategory category : SocketCategory.values()) {
      served.put(category, new HashMap<>());
    }
  }

  /** What a transport serves on this host. */
  static HostOptions of(Transport transport) {
    HostOptions options = new HostOptions();
    options.addCommon();
    switch (transport) {
      case AUTO, NIO -> options.addNio();
      case EPOLL ->
          options.addLinux(
              Epoll.isTcpFastOpenClientSideAvailable(), Epoll.isTcpFastOpenServerSideAvailable());
      case KQUEUE -> {
        // Has nothing more.
      }
      case IO_URING ->
          options.addLinux(
              IoUring.isTcpFastOpenClientSideAvailable(),
              IoUring.isTcpFastOpenServerSideAvailable());
    }
    return options;
  }

  /** What serves an option for a kind of socket; null if nothing does. */
  @SuppressWarnings("unchecked") // each is filed under the option that it has its type from
  <V> @Nullable HostOption<V, ?> find(SocketCategory category, SocketOption<V> option) {
    Map<SocketOption<?>, HostOption<?, ?>> ofCategory = served.get(category);
    return ofCategory == null ? null : (HostOption<V, ?>) ofCategory.get(option);
  }

  private void addCommon() {
    Set<SocketCategory> all = Set.of(LISTEN, CONNECTION, DATAGRAM);
    add(all, HostOption.same(SocketOptions.SO_RCVBUF, ChannelOption.SO_RCVBUF));
    Set<SocketCategory> sending = Set.of(CONNECTION, DATAGRAM);
    add(sending, HostOption.same(SocketOptions.SO_SNDBUF, ChannelOption.SO_SNDBUF));
    add(sending, HostOption.same(SocketOptions.IP_TOS, ChannelOption.IP_TOS));
    Set<SocketCategory> tcp = Set.of(CONNECTION);
    add(tcp, HostOption.same(SocketOptions.SO_KEEPALIVE, ChannelOption.SO_KEEPALIVE));
    add(tcp, HostOption.same(SocketOptions.TCP_NODELAY, ChannelOption.TCP_NODELAY));
  }

  private void addNio() {
    addNio(SocketOptions.TCP_KEEPIDLE, ExtendedSocketOptions.TCP_KEEPIDLE);
    addNio(SocketOptions.TCP_KEEPINTVL, ExtendedSocketOptions.TCP_KEEPINTERVAL);
    addNio(SocketOptions.TCP_KEEPCNT, ExtendedSocketOptions.TCP_KEEPCOUNT);
  }

  private void addNio(SocketOption<Integer> option, java.net.SocketOption<Integer> jdks) {
    add(Set.of(CONNECTION), HostOption.same(option, NioChannelOption.of(jdks)));
  }

  private void addLinux(boolean fastOpenClient, boolean fastOpenServer) {
    addLinuxTcp();
    addLinuxIp();
    if (fastOpenClient) {
      add(
          Set.of(CONNECTION),
          HostOption.same(SocketOptions.TCP_FASTOPEN, ChannelOption.TCP_FASTOPEN_CONNECT));
    }
    if (fastOpenServer) {
      add(
          Set.of(LISTEN),
          new HostOption<>(
              SocketOptions.TCP_FASTOPEN,
              number("TCP_FASTOPEN", LEVEL_TCP, 23),
              on -> on ? FAST_OPEN_QUEUE : 0,
              queue -> queue > 0));
    }
  }

  private void addLinuxTcp() {
    Set<SocketCategory> tcp = Set.of(CONNECTION);
    add(tcp, HostOption.same(SocketOptions.TCP_KEEPIDLE, number("TCP_KEEPIDLE", LEVEL_TCP, 4)));
    add(tcp, HostOption.same(SocketOptions.TCP_KEEPINTVL, number("TCP_KEEPINTVL", LEVEL_TCP, 5)));
    add(tcp, HostOption.same(SocketOptions.TCP_KEEPCNT, number("TCP_KEEPCNT", LEVEL_TCP, 6)));
  }

  private void addLinuxIp() {
    Set<SocketCategory> sending = Set.of(CONNECTION, DATAGRAM);
    add(sending, HostOption.same(SocketOptions.IP_TTL, number("IP_TTL", LEVEL_IP, 2)));
    add(
        sending,
        HostOption.same(
            SocketOptions.IPV6_UNICAST_HOPS, number("IPV6_UNICAST_HOPS", LEVEL_IPV6, 16)));
    add(
        sending,
        new HostOption<>(
            SocketOptions.IP_DONTFRAGMENT,
            number("IP_MTU_DISCOVER", LEVEL_IP, 10),
            on -> on ? PMTU_DO : PMTU_DONT,
            how -> how > PMTU_DONT && how <= PMTU_PROBE));
    add(
        Set.of(LISTEN, CONNECTION, DATAGRAM),
        new HostOption<>(
            SocketOptions.IPV6_V6ONLY,
            number("IPV6_V6ONLY", LEVEL_IPV6, 26),
            on -> on ? 1 : 0,
            number -> number != 0));
  }

  private static ChannelOption<Integer> number(String name, int level, int number) {
    return new IntegerUnixChannelOption(name, level, number);
  }

  private void add(Set<SocketCategory> categories, HostOption<?, ?> option) {
    for (SocketCategory category : categories) {
      Map<SocketOption<?>, HostOption<?, ?>> ofCategory = served.get(category);
      if (ofCategory != null) {
        ofCategory.put(option.option(), option);
      }
    }
  }
}
