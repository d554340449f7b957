package io.wsk.examples;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskFuture;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.netty.NettyWskProvider;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The life of a client with datagram sockets, from registration to deregistration. */
final class DatagramService {
  private final Transport transport;
  private final boolean staticCallbacks;
  private final WskRegistration registration;
  private final WskProviderNpi npi;
  private final List<WskDatagramSocket> sockets = new ArrayList<>();

  /**
   * Registers.
   *
   * @throws NtStatusException if static callbacks cannot be had
   * @throws IllegalStateException if the transport cannot be used here
   */
  DatagramService(ServerConfig config) {
    NettyWskProvider provider = new NettyWskProvider(config.providerOptions());
    transport = provider.transport();
    staticCallbacks = config.staticCallbacks();
    registration = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    npi = registration.capture(WSK_INFINITE_WAIT);
    if (staticCallbacks) {
      // Only possible before the first socket, and then for all sockets and for good.
      check(npi.control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE_FROM));
    }
  }

  Transport transport() {
    return transport;
  }

  /** Makes a socket; it receives nothing before {@link #bind}. */
  <C> WskDatagramSocket open(
      InetSocketAddress address, C context, WskClientDatagramDispatch<C> callbacks)
      throws InterruptedException {
    boolean ipv6 = address.getAddress() instanceof Inet6Address;
    int family = ipv6 ? AF_INET6 : AF_INET;
    WskDatagramSocket socket =
        npi.socket(family, SOCK_DGRAM, IPPROTO_UDP, context, callbacks).await();
    sockets.add(socket);
    return socket;
  }

  /** Binds a socket; its callback runs from here on. */
  InetSocketAddress bind(WskDatagramSocket socket, InetSocketAddress address)
      throws InterruptedException {
    socket.bind(address).await();
    if (!staticCallbacks) {
      WskEventCallbackControl control = WskEventCallbackControl.of(WSK_EVENT_RECEIVE_FROM);
      check(socket.control(SO_WSK_EVENT_CALLBACK.set(control), null));
    }
    return socket.getLocalAddress().await();
  }

  private static void check(NtStatus status) {
    if (!status.isSuccess()) {
      throw new NtStatusException("enabling callbacks", status);
    }
  }

  /** Closes all sockets and takes the registration back. */
  StopReport stop() {
    long deadline = System.nanoTime() + RunningServer.STOP_LIMIT.toNanos();
    List<WskFuture<Void>> closing = new ArrayList<>();
    for (WskDatagramSocket socket : sockets) {
      closing.add(socket.close());
    }
    npi.close();
    // Waits for whatever is left: its report is the judge of the whole teardown.
    long left = Math.max(0, deadline - System.nanoTime());
    return new StopReport(
        Served.SOCKETS, closing.size(), registration.deregister(Duration.ofNanos(left)));
  }
}
