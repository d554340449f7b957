package io.wsk.examples;

import io.wsk.netty.NettyOptions;
import io.wsk.netty.Transport;
import java.net.InetSocketAddress;

/**
 * How a server is to run.
 *
 * @param address where to listen; port 0 for one that the host chooses
 * @param transport what the provider's sockets live on
 * @param staticCallbacks enable the event callbacks once for all sockets, which makes each of them
 *     cheaper, instead of on the listener, from which accepted sockets inherit them
 * @param threads how many event loops the provider runs; 0 for its default
 */
public record ServerConfig(
    InetSocketAddress address, Transport transport, boolean staticCallbacks, int threads) {
  /** The same with static callbacks. */
  ServerConfig withStaticCallbacks() {
    return new ServerConfig(address, transport, true, threads);
  }

  NettyOptions providerOptions() {
    NettyOptions.Builder options = NettyOptions.builder().transport(transport);
    return (threads == 0 ? options : options.threads(threads)).build();
  }
}
