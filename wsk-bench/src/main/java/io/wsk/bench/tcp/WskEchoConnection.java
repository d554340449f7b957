package io.wsk.bench.tcp;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps what it is given until it has sent it back. Its only flow control is the
 * provider's, which stops reading while too much is kept. Loop only.
 */
final class WskEchoConnection {
  static final WskClientConnectionDispatch<WskEchoConnection> DISPATCH =
      new WskClientConnectionDispatch<>(
          WskEchoConnection::receive, WskEchoConnection::disconnect, null);

  private static final IoCompletionRoutine<Reply> SENT = (irp, reply) -> reply.sent();

  private final WskConnectionSocket socket;
  private final Runnable whenClosed;

  /** Replies that are not on their way: a list. */
  private @Nullable Reply idle;

  private boolean closing;

  WskEchoConnection(WskConnectionSocket socket, Runnable whenClosed) {
    this.socket = socket;
    this.whenClosed = whenClosed;
  }

  private NtStatus receive(
      int flags, @Nullable WskDataIndication data, long bytes, BytesAccepted accepted) {
    if (data == null) {
      close(); // The socket is lost.
      return STATUS_SUCCESS;
    }
    WskDataIndication rest = data;
    while (rest != null) {
      WskDataIndication part = rest;
      rest = part.next();
      part.setNext(null); // Each part is given back by itself, once it has been sent.
      reply().send(part);
    }
    return STATUS_PENDING;
  }

  private Reply reply() {
    Reply free = idle;
    if (free == null) {
      return new Reply(this);
    }
    idle = free.next;
    return free;
  }

  private NtStatus disconnect(int flags) {
    close();
    return STATUS_SUCCESS;
  }

  private void close() {
    if (!closing) {
      closing = true;
      socket.close(Irp.onCompletion(whenClosed));
    }
  }

  /** A part on its way back, with an IRP that is used again and again. */
  private static final class Reply {
    private final WskEchoConnection connection;
    private final Irp<Void> irp = Irp.allocate();
    private @Nullable WskDataIndication part;
    private @Nullable Reply next;

    Reply(WskEchoConnection connection) {
      this.connection = connection;
    }

    void send(WskDataIndication newPart) {
      part = newPart;
      irp.reuse();
      irp.setCompletionRoutine(SENT, this, true, true, true);
      // The status is not looked at here: whatever it is, the completion routine gets it.
      connection.socket.send(newPart.buffer(), 0, irp);
    }

    NtStatus sent() {
      WskDataIndication done = part;
      part = null;
      if (done != null) {
        connection.socket.release(done);
      }
      next = connection.idle;
      connection.idle = this;
      if (!irp.status().isSuccess()) {
        connection.close();
      }
      return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours again.
    }
  }
}
