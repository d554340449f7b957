package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An echo service in the request style of the echosrv sample of the Windows driver kit: connections
 * are accepted by callback, but data is asked for, by requests that are moved on by a work queue.
 * This class is the context of the listening socket; {@link IrpEchoConnection} has the substance.
 */
public final class IrpEchoServer implements RunningServer {
  private static final WskClientListenDispatch<IrpEchoServer> DISPATCH =
      new WskClientListenDispatch<>(IrpEchoServer::accept);

  private final OpenConnections connections = new OpenConnections();
  private final WorkQueue queue = new WorkQueue("irp-echo-worker");
  private final WskService service;

  private IrpEchoServer(ServerConfig config) throws InterruptedException {
    try {
      service = WskService.start(config, WSK_EVENT_ACCEPT, connections, this, DISPATCH);
    } catch (RuntimeException | InterruptedException e) {
      queue.close();
      throw e;
    }
  }

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
    return new IrpEchoServer(config);
  }

  private NtStatus accept(
      int flags,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      @Nullable WskConnectionSocket socket,
      AcceptedSocket accepted) {
    if (socket == null) {
      return STATUS_REQUEST_NOT_ACCEPTED; // The listener is lost.
    }
    IrpEchoConnection connection = new IrpEchoConnection(socket, queue, connections);
    connections.add(connection);
    // No callbacks: everything this connection does is asked for.
    accepted.set(connection, WskClientConnectionDispatch.none());
    connection.start();
    return STATUS_SUCCESS;
  }

  @Override
  public InetSocketAddress address() {
    return service.address();
  }

  @Override
  public Transport transport() {
    return service.transport();
  }

  @Override
  public Totals totals() {
    return service.totals();
  }

  @Override
  public StopReport stop() {
    StopReport report = service.stop();
    // Behind everything else, since connections close by way of the queue.
    queue.close();
    return report;
  }
}
