package io.wsk.bench.wsk;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.netty.NettyOptions;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** A listener on loopback, on a provider of its own. */
public final class WskListener implements AutoCloseable {
  private static final int EVENTS = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private final ClientSession session;
  private final WskListenSocket socket;
  private final InetSocketAddress address;

  private WskListener(ClientSession session, WskListenSocket socket, InetSocketAddress address) {
    this.session = session;
    this.socket = socket;
    this.address = address;
  }

  /**
   * Listens on a port that the host chooses, with one event loop.
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
    NettyOptions options = NettyOptions.builder().transport(transport).threads(1).build();
    return open(options, callbacks, connections, dispatch);
  }

  /**
   * Listens on a port that the host chooses.
   *
   * @param options of the provider
   * @param callbacks how all events are enabled
   * @param connections makes the context of an accepted socket, on its event loop
   * @param dispatch the callbacks of accepted sockets
   * @param <C> the type of their context
   * @return the listener
   * @throws NtStatusException if a step fails, naming it
   * @throws InterruptedException if the thread is interrupted
   */
  public static <C> WskListener open(
      NettyOptions options,
      Callbacks callbacks,
      Function<WskConnectionSocket, C> connections,
      WskClientConnectionDispatch<C> dispatch)
      throws InterruptedException {
    ClientSession session = ClientSession.open(options, callbacks, EVENTS);
    WskListenSocket socket =
        session
            .npi()
            .socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, accepting(connections, dispatch))
            .await();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await();
    session.enable(socket);
    return new WskListener(session, socket, socket.getLocalAddress().await());
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
    session.close();
  }
}
