package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;

import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One call of WskSocketConnect: bind, then connect, each with an IRP of our own. After a failure
 * the socket is closed before the client hears of it, so that there is nothing left to close.
 */
final class SocketConnectRequest extends Operation {
  private final ConnectionSocket socket;
  private final InetSocketAddress remote;
  private final Irp<? super WskConnectionSocket> irp;
  private final Irp<Void> step = Irp.allocate();
  private volatile boolean cancelled;

  SocketConnectRequest(
      ConnectionSocket socket, InetSocketAddress remote, Irp<? super WskConnectionSocket> irp) {
    super("WskSocketConnect to " + remote, socket, socket.metrics());
    this.socket = socket;
    this.remote = remote;
    this.irp = irp;
  }

  void start(InetSocketAddress local) {
    socket.client().add(this);
    then(this::bound);
    socket.bind(local, 0, step);
  }

  private void bound() {
    if (cancelled) {
      fail(STATUS_CANCELLED);
      return;
    }
    then(this::connected);
    socket.connect(remote, 0, step);
  }

  private void connected() {
    socket.client().remove(this);
    IoManager.completeWith(irp, socket);
  }

  private void fail(NtStatus status) {
    step.reuse();
    step.setCompletionRoutine(
        (closed, self) -> {
          socket.client().remove(self);
          Requests.finish(irp, status);
          return STATUS_MORE_PROCESSING_REQUIRED;
        },
        this,
        true,
        true,
        true);
    socket.close(step);
  }

  private void then(Runnable next) {
    step.reuse();
    step.setCompletionRoutine(
        (completed, action) -> {
          NtStatus status = completed.status();
          if (status.isSuccess()) {
            action.run();
          } else {
            fail(status);
          }
          return STATUS_MORE_PROCESSING_REQUIRED;
        },
        next,
        true,
        true,
        true);
  }

  @Override
  public void cancelRequested(Irp<?> cancelledIrp, int ticket) {
    cancelled = true;
    step.cancel();
  }

  /** Never pending for anything but itself; for reports. */
  @Override
  public String toString() {
    return name();
  }

  @Nullable InetSocketAddress remote() {
    return remote;
  }
}
