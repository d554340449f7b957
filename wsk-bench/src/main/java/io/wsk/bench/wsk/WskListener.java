package io.wsk.bench.wsk;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.NettyWskProvider;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** A listener on loopback, on a provider of its own with one event loop. */
public final class WskListener implements AutoCloseable {
  private static final int EVENTS = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private final WskRegistration registration;
  private final WskProviderNpi npi;
  private final WskListenSocket socket;
  private final InetSocketAddress address;

  private WskListener(
      WskRegistration registration,
      WskProviderNpi npi,
      WskListenSocket socket,
      InetSocketAddress address) {
    this.registration = registration;
    this.npi = npi;
    this.socket = socket;
    this.address = address;
  }

  /**
   * Listens on a port that the host chooses, without a verifier.
   *
   * @param transport what sockets live on
   * @param callbacks how all events are enabled
   * @param connections makes the context of an accepted socket, on its event loop
   * @param dispatch the callbacks of accepted sockets
   * @param <C> the type of their context
   * @return the listener
   * @throws NtStatusException if a step fails, naming it
   * @throws InterruptedException if the thread is interrupted
   */
  public static <C> WskListener open(
      Transport transport,
      Callbacks callbacks,
      Function<WskConnectionSocket, C> connections,
      WskClientConnectionDispatch<C> dispatch)
      throws InterruptedException {
    return open(transport, callbacks, VerifierMode.OFF, connections, dispatch);
  }

  /**
   * Listens on a port that the host chooses.
   *
   * @param transport what sockets live on
   * @param callbacks how all events are enabled
   * @param verifier what the provider's verifier does
   * @param connections makes the context of an accepted socket, on its event loop
   * @param dispatch the callbacks of accepted sockets
   * @param <C> the type of their context
   * @return the listener
   * @throws NtStatusException if a step fails, naming it
   * @throws InterruptedException if the thread is interrupted
   */
  public static <C> WskListener open(
      Transport transport,
      Callbacks callbacks,
      VerifierMode verifier,
      Function<WskConnectionSocket, C> connections,
      WskClientConnectionDispatch<C> dispatch)
      throws InterruptedException {
    NettyOptions options =
        NettyOptions.builder().transport(transport).threads(1).verifier(verifier).build();
    WskRegistration registration =
        Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), new NettyWskProvider(options));
    WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT);
    if (callbacks == Callbacks.STATIC) {
      check("static callbacks", npi.control(WSK_SET_STATIC_EVENT_CALLBACKS, EVENTS));
    }
    WskListenSocket socket =
        npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, accepting(connections, dispatch))
            .await();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await();
    if (callbacks == Callbacks.DYNAMIC) {
      WskEventCallbackControl all = WskEventCallbackControl.of(EVENTS);
      check("dynamic callbacks", socket.control(SO_WSK_EVENT_CALLBACK.set(all), null));
    }
    return new WskListener(registration, npi, socket, socket.getLocalAddress().await());
  }

  private static <C> WskClientListenDispatch<Void> accepting(
      Function<WskConnectionSocket, C> connections, WskClientConnectionDispatch<C> dispatch) {
    return new WskClientListenDispatch<>(
        (context, flags, local, remote, socket, accepted) -> {
          if (socket == null) {
            return STATUS_REQUEST_NOT_ACCEPTED; // the listener is lost
          }
          accepted.set(connections.apply(socket), dispatch);
          return STATUS_SUCCESS;
        });
  }

  private static void check(String what, NtStatus status) {
    if (!status.isSuccess()) {
      throw new NtStatusException("enabling " + what, status);
    }
  }

  /**
   * Where it listens.
   *
   * @return a loopback address and a port
   */
  public InetSocketAddress address() {
    return address;
  }

  /** Stops listening and deregisters. Accepted sockets are closed, or being closed, by then. */
  @Override
  public void close() throws IOException {
    Closing.await(socket.close());
    npi.close();
    registration.close();
  }
}
