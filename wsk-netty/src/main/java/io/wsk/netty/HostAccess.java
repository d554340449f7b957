package io.wsk.netty;

import static io.wsk.api.Ws2Def.IPPROTO_IP;
import static io.wsk.api.Ws2Def.IPPROTO_IPV6;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOption;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The value that the host's socket has.
 *
 * @param <V> the value
 */
final class HostAccess<V> implements OptionAccess<V> {
  private static final Logger LOG = LoggerFactory.getLogger(HostAccess.class);

  private final SocketOption<V> option;

  HostAccess(SocketOption<V> option) {
    this.option = option;
  }

  @Override
  public NtStatus set(SocketBase socket, V value) {
    return with(
        socket,
        (hosts, channel) -> hosts.set(channel, value) ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED);
  }

  @Override
  public NtStatus get(SocketBase socket, ControlOutput<V> output) {
    return with(
        socket,
        (hosts, channel) -> {
          V value = hosts.get(channel);
          return value == null
              ? STATUS_NOT_SUPPORTED
              : ControlOutputs.give(output, value, OptionRow.VALUE_BYTES);
        });
  }

  /** What is done with the host's option. */
  private interface Use<V> {
    NtStatus apply(HostOption<V, ?> hosts, Channel channel);
  }

  private NtStatus with(SocketBase socket, Use<V> use) {
    HostOption<V, ?> hosts = hostsOption(socket);
    Channel channel = socket.channel();
    if (hosts == null || channel == null) {
      return STATUS_NOT_SUPPORTED;
    }
    if (!channel.isOpen()) {
      // Both sides have disconnected, or the connect failed: the host has its socket back.
      return STATUS_INVALID_DEVICE_STATE;
    }
    try {
      return use.apply(hosts, channel);
    } catch (IllegalArgumentException e) {
      // The host's own range check.
      return STATUS_INVALID_BUFFER_SIZE;
    } catch (ChannelException | UnsupportedOperationException e) {
      LOG.debug("{} of {} refused by the host", option, socket, e);
      return STATUS_NOT_SUPPORTED;
    }
  }

  private @Nullable HostOption<V, ?> hostsOption(SocketBase socket) {
    boolean otherFamily =
        switch (option.level()) {
          case IPPROTO_IP -> socket.family() != SocketProtocolFamily.INET;
          case IPPROTO_IPV6 -> socket.family() != SocketProtocolFamily.INET6;
          default -> false;
        };
    TransportFactory transport = socket.client().runtime().transport();
    return otherFamily ? null : transport.options().find(SocketCategory.of(socket), option);
  }
}
