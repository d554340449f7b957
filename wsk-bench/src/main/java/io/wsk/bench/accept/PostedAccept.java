package io.wsk.bench.accept;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;

/** An accept request that is posted again whenever it has brought a connection. */
final class PostedAccept {
  private static final IoCompletionRoutine<PostedAccept> COMPLETED =
      (irp, accept) -> accept.completed();

  private final Listener listener;
  private final WskListenSocket socket;
  private final Irp<WskConnectionSocket> irp = Irp.allocate();
  private AcceptedConnection awaited;

  PostedAccept(Listener listener, WskListenSocket socket) {
    this.listener = listener;
    this.socket = socket;
    this.awaited = new AcceptedConnection(listener.connections());
  }

  /** Posts it. */
  void post() {
    irp.reuse();
    irp.setCompletionRoutine(COMPLETED, this);
    // Whatever the status, the completion routine gets it.
    socket.accept(0, awaited, AcceptedConnection.DISPATCH, null, null, irp);
  }

  private NtStatus completed() {
    WskConnectionSocket accepted = irp.result();
    if (accepted != null) { // Otherwise the listener is closing.
      listener.onAccepted(awaited, accepted);
      awaited = new AcceptedConnection(listener.connections());
      post();
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours again.
  }
}
