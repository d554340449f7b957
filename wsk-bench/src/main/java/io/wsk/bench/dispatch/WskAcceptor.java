package io.wsk.bench.dispatch;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.WskInspectAction.WskInspectAccept;
import static io.wsk.api.WskInspectAction.WskInspectPend;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.wsk.api.AcceptedSocket;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.ClientSession;
import io.wsk.bench.wsk.Closing;
import io.wsk.bench.wsk.SocketChannels;
import io.wsk.netty.NettyOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A WSK listener that takes note of each connection, and may inspect it before. */
final class WskAcceptor implements Acceptor {
  private static final int EVENTS = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private final ClientSession session;
  private final WskListenSocket socket;
  private final Connections connections;
  private final Channel channel;

  private WskAcceptor(ClientSession session, WskListenSocket socket, Connections connections) {
    this.session = session;
    this.socket = socket;
    this.connections = connections;
    this.channel = SocketChannels.of(socket);
  }

  static WskAcceptor open(
      NettyOptions options, Callbacks callbacks, AcceptSubject.Inspection inspection)
      throws InterruptedException {
    ClientSession session = ClientSession.open(options, callbacks, EVENTS);
    Connections connections = new Connections(inspection);
    WskListenSocket socket =
        session
            .npi()
            .socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, connections, Connections.LISTENER)
            .await();
    if (inspection != AcceptSubject.Inspection.NONE) {
      socket.set(SO_CONDITIONAL_ACCEPT, true).await();
    }
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await();
    session.enable(socket);
    return new WskAcceptor(session, socket, connections);
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public void onProgress(Runnable action) {
    connections.progress = action;
  }

  @Override
  public void decide() {
    WskInspectId id;
    while ((id = connections.pended.poll()) != null) {
      NtStatus status = socket.inspectComplete(id, WskInspectAccept, Irp.allocate());
      // Pending from the second on, behind what the first has left the loop to do.
      if (!status.isSuccess()) {
        throw new NtStatusException("inspectComplete", status);
      }
    }
  }

  @Override
  public long accepted() {
    return connections.accepted;
  }

  @Override
  public void closeAccepted() {
    WskConnectionSocket connection;
    while ((connection = connections.open.poll()) != null) {
      connection.close(Irp.onCompletion(connections::noteClosed));
    }
  }

  @Override
  public long closed() {
    return connections.closed;
  }

  @Override
  public void close() throws IOException {
    Closing.await(socket.close());
    session.close();
  }

  /** The listener's context. Loop only. */
  private static final class Connections {
    static final WskClientListenDispatch<Connections> LISTENER =
        new WskClientListenDispatch<>(
            Connections::accept, Connections::inspect, (context, id) -> STATUS_SUCCESS);

    private static final WskClientConnectionDispatch<Connections> CONNECTION =
        new WskClientConnectionDispatch<>(
            Connections::receive, (context, flags) -> STATUS_SUCCESS, null);

    final ArrayDeque<WskConnectionSocket> open = new ArrayDeque<>();
    final ArrayDeque<WskInspectId> pended = new ArrayDeque<>();
    long accepted;
    long closed;
    volatile Runnable progress = () -> {};
    private final boolean pends;

    Connections(AcceptSubject.Inspection inspection) {
      pends = inspection == AcceptSubject.Inspection.PEND;
    }

    WskInspectAction inspect(
        InetSocketAddress local, InetSocketAddress remote, @Nullable WskInspectId id) {
      if (pends && id != null) {
        pended.add(id);
        return WskInspectPend;
      }
      return WskInspectAccept;
    }

    NtStatus accept(
        int flags,
        InetSocketAddress local,
        InetSocketAddress remote,
        @Nullable WskConnectionSocket connection,
        AcceptedSocket slot) {
      if (connection == null) {
        return STATUS_REQUEST_NOT_ACCEPTED; // the listener is lost
      }
      accepted++;
      open.add(connection);
      slot.set(this, CONNECTION);
      progress.run();
      return STATUS_SUCCESS;
    }

    NtStatus receive(
        int flags, @Nullable WskDataIndication data, long indicated, BytesAccepted taken) {
      return STATUS_SUCCESS; // nothing ever arrives
    }

    void noteClosed() {
      closed++;
      progress.run();
    }
  }
}
