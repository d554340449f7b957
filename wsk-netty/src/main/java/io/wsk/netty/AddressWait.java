package io.wsk.netty;

import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SIO_ADDRESS_LIST_CHANGE that is pending. It ends on its socket's loop, by whoever takes it
 * out of the watch first: a change, a cancel or the socket's end.
 */
final class AddressWait {
  private static final Logger LOG = LoggerFactory.getLogger(AddressWait.class);

  private final AddressWatch watch;
  private final SocketBase socket;
  private final SocketProtocolFamily family;
  private final Set<InetAddress> before;
  private final Irp<?> irp;

  /**
   * A wait.
   *
   * @param before the addresses at the time of the call
   * @param irp pending and ours
   */
  AddressWait(AddressWatch watch, SocketBase socket, Set<InetAddress> before, Irp<?> irp) {
    this.watch = watch;
    this.socket = socket;
    this.family = socket.family();
    this.before = before;
    this.irp = irp;
  }

  SocketProtocolFamily family() {
    return family;
  }

  /** Parts of one socket share their calls. */
  boolean isOf(SocketBase other) {
    return socket.calls() == other.calls();
  }

  boolean isFor(Irp<?> other, int ticket) {
    return irp == other && IoManager.isPending(other, ticket);
  }

  /** The addresses were looked at. The watch's thread. */
  void seen(Set<InetAddress> now) {
    if (now.equals(before)) {
      return;
    }
    try {
      socket.calls().post(() -> end(NtStatus.STATUS_SUCCESS));
    } catch (RejectedExecutionException e) {
      // Its socket was closed and its loop stopped since the look began: the IRP has been
      // cancelled.
      LOG.debug("{} is closed and hears of no address change any more", socket, e);
    }
  }

  /** Ends the wait, unless that has been done. Loop only. */
  void end(NtStatus status) {
    if (watch.remove(this)) {
      Requests.finish(irp, status);
    }
  }
}
