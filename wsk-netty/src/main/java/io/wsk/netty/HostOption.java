package io.wsk.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.wsk.api.control.SocketOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What serves one of our options on a transport.
 *
 * @param <V> our value
 * @param <H> the host's
 * @param option ours
 * @param hosts the host's
 * @param toHost turns our value into the host's
 * @param fromHost turns the host's value into ours
 */
record HostOption<V, H>(
    SocketOption<V> option,
    ChannelOption<H> hosts,
    Function<V, H> toHost,
    Function<H, V> fromHost) {

  /** An option whose value is the host's too. */
  static <V> HostOption<V, V> same(SocketOption<V> option, ChannelOption<V> hosts) {
    return new HostOption<>(option, hosts, value -> value, value -> value);
  }

  /** False if the channel does not know the option after all. */
  boolean set(Channel channel, V value) {
    return channel.config().setOption(hosts, toHost.apply(value));
  }

  /** Null if the channel does not know the option after all. */
  @Nullable V get(Channel channel) {
    H value = channel.config().getOption(hosts);
    return value == null ? null : fromHost.apply(value);
  }
}
