package io.wsk.bench.accept;

import static io.wsk.api.WskInspectAction.WskInspectReject;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.bench.server.LoopThread;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The context of a listening socket: takes all who come. */
final class Listener {
  static final WskClientListenDispatch<Listener> PLAIN =
      new WskClientListenDispatch<>(Listener::accept);

  static final WskClientListenDispatch<Listener> CONDITIONAL =
      new WskClientListenDispatch<>(Listener::accept, Listener::inspect, Listener::abort);

  private final Connections connections = new Connections();
  private final Admission admission;
  private @Nullable WskListenSocket socket;
  private volatile @Nullable LoopThread loop;

  Listener(Admission admission) {
    this.admission = admission;
  }

  /** It has a socket, which is not bound yet. */
  void opened(WskListenSocket newSocket) {
    socket = newSocket;
  }

  Connections connections() {
    return connections;
  }

  /** The loop that accepts, and all connections are on; null if nothing has been accepted yet. */
  @Nullable LoopThread loop() {
    return loop;
  }

  /** A connection has come that is ours. Loop only. */
  void onAccepted(AcceptedConnection connection, WskConnectionSocket accepted) {
    if (loop == null) {
      loop = LoopThread.current();
    }
    connection.accepted(accepted);
  }

  private NtStatus accept(
      int flags,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      @Nullable WskConnectionSocket accepted,
      AcceptedSocket result) {
    if (accepted == null) {
      return STATUS_REQUEST_NOT_ACCEPTED; // The listener is lost.
    }
    AcceptedConnection connection = new AcceptedConnection(connections);
    onAccepted(connection, accepted);
    result.set(connection, AcceptedConnection.DISPATCH);
    return STATUS_SUCCESS;
  }

  private WskInspectAction inspect(
      InetSocketAddress local, InetSocketAddress remote, @Nullable WskInspectId id) {
    WskListenSocket mine = socket;
    return id == null || mine == null ? WskInspectReject : admission.inspect(mine, id);
  }

  private NtStatus abort(@Nullable WskInspectId id) {
    return STATUS_SUCCESS; // Gone before we had decided: the decision will find nothing.
  }
}
