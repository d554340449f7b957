package io.wsk.bench.accept;

import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends back what it gets, and closes when its peer has gone. It has no more than
 * that needs, since its memory and the time that it takes to make are measured.
 */
final class AcceptedConnection {
  static final WskClientConnectionDispatch<AcceptedConnection> DISPATCH =
      new WskClientConnectionDispatch<>(
          AcceptedConnection::receive, AcceptedConnection::disconnect, null);

  private static final AtomicIntegerFieldUpdater<AcceptedConnection> CLOSING =
      AtomicIntegerFieldUpdater.newUpdater(AcceptedConnection.class, "closing");

  private final Connections all;
  private @Nullable WskConnectionSocket socket;

  /** 1 once it has been closed; by the event loop, or by the server's end. */
  @SuppressWarnings("unused") // through CLOSING
  private volatile int closing;

  /** The links of {@link Connections}. */
  @Nullable AcceptedConnection previous;

  @Nullable AcceptedConnection next;

  /** A connection that has no socket yet. */
  AcceptedConnection(Connections all) {
    this.all = all;
  }

  /** It has a socket, which no callback has had yet. Loop only. */
  void accepted(WskConnectionSocket newSocket) {
    socket = newSocket;
    all.add(this);
  }

  private NtStatus receive(
      int flags, @Nullable WskDataIndication data, long bytes, BytesAccepted accepted) {
    WskConnectionSocket mine = socket;
    if (data == null || mine == null) {
      close(); // The socket is lost.
      return STATUS_SUCCESS;
    }
    WskDataIndication rest = data;
    while (rest != null) {
      WskDataIndication part = rest;
      rest = part.next();
      part.setNext(null); // Each part is given back by itself, once it has been sent.
      mine.send(part.buffer(), 0, Irp.onCompletion(() -> mine.release(part)));
    }
    return STATUS_PENDING;
  }

  private NtStatus disconnect(int flags) {
    close();
    return STATUS_SUCCESS;
  }

  /** Closes it, once. Any thread. */
  void close() {
    WskConnectionSocket mine = socket;
    if (mine != null && CLOSING.compareAndSet(this, 0, 1)) {
      mine.close(Irp.onCompletion(() -> all.remove(this)));
    }
  }
}
