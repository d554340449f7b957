package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The echo of a C driver, carried over function by function; docs/porting.md shows both. What a
 * Java service would do instead is in {@link MinimalEcho} and {@link EchoServer}.
 */
final class PortedEcho {
  static final WskClientListenDispatch<Void> LISTEN =
      new WskClientListenDispatch<>(PortedEcho::accept);

  private static final WskClientConnectionDispatch<PortedEcho> CONNECTION =
      new WskClientConnectionDispatch<>(PortedEcho::receive, PortedEcho::disconnect, null);

  private final WskConnectionSocket socket;

  private PortedEcho(WskConnectionSocket socket) {
    this.socket = socket;
  }

  private record Echo(PortedEcho connection, WskDataIndication data) {}

  private static NtStatus accept(
      @Nullable Void context,
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      @Nullable WskConnectionSocket socket,
      AcceptedSocket accepted) {
    if (socket == null) {
      return STATUS_REQUEST_NOT_ACCEPTED; // the listener is lost
    }
    accepted.set(new PortedEcho(socket), CONNECTION);
    return STATUS_SUCCESS;
  }

  private NtStatus receive(
      int flags, @Nullable WskDataIndication data, long bytes, BytesAccepted accepted) {
    if (data == null) {
      return disconnect(WSK_FLAG_ABORTIVE); // the socket is lost
    }
    WskDataIndication next;
    for (; data != null; data = next) {
      next = data.next();
      data.setNext(null); // one send and one release each
      Irp<Void> irp = Irp.allocate();
      irp.setCompletionRoutine(PortedEcho::sent, new Echo(this, data), true, true, true);
      socket.send(data.buffer(), 0, irp);
    }
    return STATUS_PENDING; // ours until released
  }

  private static NtStatus sent(Irp<?> irp, Echo echo) {
    echo.connection().socket.release(echo.data());
    return STATUS_MORE_PROCESSING_REQUIRED;
  }

  private NtStatus disconnect(int flags) {
    Irp<Void> irp = Irp.allocate();
    irp.setCompletionRoutine(PortedEcho::disconnected, this, true, true, true);
    socket.disconnect(null, flags & WSK_FLAG_ABORTIVE, irp); // after all sends
    return STATUS_SUCCESS;
  }

  private static NtStatus disconnected(Irp<?> irp, PortedEcho connection) {
    irp.reuse();
    irp.setCompletionRoutine(PortedEcho::closed, connection, true, true, true);
    connection.socket.close(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
  }

  private static NtStatus closed(Irp<?> irp, PortedEcho connection) {
    return STATUS_MORE_PROCESSING_REQUIRED; // no callback will come: both may go
  }
}
