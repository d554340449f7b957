package io.wsk.examples;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskListenSocket;
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
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The life of a WSK service, from registration to deregistration: what is the same whatever the
 * service does with its connections.
 */
final class WskService implements RunningServer {
  private final OpenConnections connections;
  private final Transport transport;
  private final WskRegistration registration;

  // Opened one after the other by start; stop copes with any number of them.
  private @Nullable WskProviderNpi npi;
  private @Nullable WskListenSocket listener;
  private InetSocketAddress address;
  private @Nullable StopReport report;

  /** What is done to a listening socket before it is bound. */
  @FunctionalInterface
  interface Preparation {
    void prepare(WskListenSocket listener) throws InterruptedException;
  }

  private WskService(ServerConfig config, OpenConnections connections) {
    NettyWskProvider provider = new NettyWskProvider(config.providerOptions());
    this.connections = connections;
    this.transport = provider.transport();
    this.address = config.address();
    this.registration = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
  }

  /**
   * Registers, and listens with these callbacks.
   *
   * @param config how to run
   * @param events the events to enable, for the listener and for the connections it accepts
   * @param connections where the accept callback puts connections, so that stop finds them
   * @param context of the listening socket
   * @param callbacks of the listening socket
   * @param <C> the type of the context
   * @return the running service
   * @throws NtStatusException if a step fails, naming it; everything has been given back then
   * @throws IllegalStateException if the transport cannot be used here
   * @throws InterruptedException if the thread is interrupted
   */
  static <C> WskService start(
      ServerConfig config,
      int events,
      OpenConnections connections,
      C context,
      WskClientListenDispatch<C> callbacks)
      throws InterruptedException {
    return start(config, events, connections, context, callbacks, listener -> {});
  }

  /** As the other one; prepares the listening socket before it is bound. */
  static <C> WskService start(
      ServerConfig config,
      int events,
      OpenConnections connections,
      C context,
      WskClientListenDispatch<C> callbacks,
      Preparation preparation)
      throws InterruptedException {
    WskService service = new WskService(config, connections);
    try {
      service.open(config, events, context, callbacks, preparation);
      return service;
    } catch (RuntimeException | InterruptedException e) {
      service.stop();
      throw e;
    }
  }

  private <C> void open(
      ServerConfig config,
      int events,
      C context,
      WskClientListenDispatch<C> callbacks,
      Preparation preparation)
      throws InterruptedException {
    WskProviderNpi captured = registration.capture(WSK_INFINITE_WAIT);
    npi = captured;
    if (config.staticCallbacks()) {
      // Only possible before the first socket, and then for all sockets and for good.
      check("static callbacks", captured.control(WSK_SET_STATIC_EVENT_CALLBACKS, events));
    }
    boolean ipv6 = address.getAddress() instanceof Inet6Address;
    WskListenSocket socket =
        captured
            .socket(ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM, IPPROTO_TCP, context, callbacks)
            .await();
    listener = socket;
    preparation.prepare(socket);
    socket.bind(address).await();
    address = socket.getLocalAddress().await();
    if (!config.staticCallbacks()) {
      // Only possible after bind. Connection events are inherited by the accepted sockets.
      WskEventCallbackControl control = WskEventCallbackControl.of(events);
      check("callbacks", socket.control(SO_WSK_EVENT_CALLBACK.set(control), null));
    }
  }

  private static void check(String what, NtStatus status) {
    if (!status.isSuccess()) {
      throw new NtStatusException("enabling " + what, status);
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public Totals totals() {
    return connections.totals();
  }

  @Override
  public synchronized StopReport stop() {
    StopReport known = report;
    if (known == null) {
      known = tearDown(System.nanoTime() + STOP_LIMIT.toNanos());
      report = known;
    }
    return known;
  }

  private StopReport tearDown(long deadline) {
    boolean interrupted = false;
    try {
      closeSockets(deadline);
    } catch (TimeoutException e) {
      // The report will name what is still open.
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (npi != null) {
      npi.close();
    }
    // Waits for whatever is left: its report is the judge of the whole teardown.
    var stillOpen = registration.deregister(left(deadline));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new StopReport(Served.CONNECTIONS, connections.totals().served(), stillOpen);
  }

  private void closeSockets(long deadline) throws TimeoutException, InterruptedException {
    if (listener != null) {
      // Once this has completed, no accept callback adds a connection behind our back.
      listener.close().await(left(deadline));
    }
    connections.closeAll();
    connections.awaitNone(left(deadline));
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
