package io.wsk.netty;

import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call of the accept function, waiting for a connection. */
final class AcceptRequest extends Operation {
  private final AcceptPath path;
  private final ConnectionCallbacks<?> callbacks;
  private final @Nullable Out<InetSocketAddress> local;
  private final @Nullable Out<InetSocketAddress> remote;
  private final @Nullable Irp<? super WskConnectionSocket> irp;
  private final AtomicBoolean arrived = new AtomicBoolean();

  AcceptRequest(
      AcceptPath path,
      ConnectionCallbacks<?> callbacks,
      @Nullable Out<InetSocketAddress> local,
      @Nullable Out<InetSocketAddress> remote,
      @Nullable Irp<? super WskConnectionSocket> irp) {
    super("WskAccept", path.socket(), path.socket().metrics());
    this.path = path;
    this.callbacks = callbacks;
    this.local = local;
    this.remote = remote;
    this.irp = irp;
  }

  /** The request has reached the loop, or never will. */
  void arrived() {
    if (arrived.compareAndSet(false, true)) {
      path.arrived();
    }
  }

  ConnectionCallbacks<?> callbacks() {
    return callbacks;
  }

  void completeWith(ConnectionSocket accepted) {
    InetSocketAddress localAddress = accepted.localAddress();
    InetSocketAddress remoteAddress = accepted.remoteAddress();
    if (local != null && localAddress != null) {
      local.set(localAddress);
    }
    if (remote != null && remoteAddress != null) {
      remote.set(remoteAddress);
    }
    if (irp != null) {
      IoManager.completeWith(irp, accepted);
    }
  }

  NtStatus complete(NtStatus status) {
    return Requests.finish(irp, status);
  }

  @Override
  public void cancelRequested(Irp<?> cancelled, int ticket) {
    path.socket().calls().post(() -> path.cancel(this, cancelled, ticket));
  }
}
