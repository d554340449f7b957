package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An echo service in the callback style: the provider says when there is a connection, data, or an
 * end of data. This class is the context of the listening socket; {@link EchoConnection} is that of
 * each accepted one, and has the substance.
 */
public final class EchoServer {
  private static final int EVENTS = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private static final WskClientListenDispatch<EchoServer> DISPATCH =
      new WskClientListenDispatch<>(EchoServer::accept);

  private final OpenConnections connections = new OpenConnections();

  private EchoServer() {}

  /**
   * Starts a server.
   *
   * @param config how to run
   * @return the running server
   * @throws NtStatusException if it cannot listen; the message names the address
   * @throws IllegalStateException if the transport cannot be used here
   * @throws InterruptedException if the thread is interrupted
   */
  public static RunningServer start(ServerConfig config) throws InterruptedException {
    EchoServer server = new EchoServer();
    return WskService.start(config, EVENTS, server.connections, server, DISPATCH);
  }

  private NtStatus accept(
      int flags,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      @Nullable WskConnectionSocket socket,
      AcceptedSocket accepted) {
    if (socket == null) {
      // The provider has lost the listener. Those who are connected are still served.
      return STATUS_REQUEST_NOT_ACCEPTED;
    }
    EchoConnection connection = new EchoConnection(socket, connections);
    connections.add(connection);
    accepted.set(connection, EchoConnection.DISPATCH);
    return STATUS_SUCCESS;
  }
}
