package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection of {@link EchoServer}: keeps the memory that data arrived in, sends it back as it
 * is, and gives it back to the provider when it has been sent.
 *
 * <p>Callbacks and completion routines run on the socket's event loop, one at a time. All but
 * {@link #close()} stays there, so there are neither locks nor volatile fields.
 */
final class EchoConnection implements OpenConnections.Connection {
  static final WskClientConnectionDispatch<EchoConnection> DISPATCH =
      new WskClientConnectionDispatch<>(EchoConnection::receive, EchoConnection::disconnect, null);

  // What a client that sends but does not read may cost us. Messages are limited too: a message of
  // one byte keeps a whole receive buffer. Both are in place before the provider's own limit of
  // retained memory, so that it is our decision when to stop.
  static final long MAX_BYTES_IN_FLIGHT = 512 * 1024;
  static final int MAX_MESSAGES_IN_FLIGHT = 256;

  private static final IoCompletionRoutine<SendRequest> SENT =
      (irp, request) -> request.connection.sent(request);

  private final WskConnectionSocket socket;
  private final OpenConnections connections;
  private final Traffic traffic = new Traffic();
  private final AtomicBoolean closing = new AtomicBoolean();

  // Requests that are not in use. There are never more than there were in flight at a time.
  private final ArrayDeque<SendRequest> idle = new ArrayDeque<>();
  private long bytesInFlight;
  private int messagesInFlight;
  private boolean paused;

  EchoConnection(WskConnectionSocket socket, OpenConnections connections) {
    this.socket = socket;
    this.connections = connections;
  }

  // ---- callbacks --------------------------------------------------------------------------------

  NtStatus receive(
      int flags, @Nullable WskDataIndication data, long bytes, BytesAccepted bytesAccepted) {
    if (data == null) {
      close(); // The provider has lost the socket.
      return STATUS_SUCCESS;
    }
    if (bytesInFlight >= MAX_BYTES_IN_FLIGHT || messagesInFlight >= MAX_MESSAGES_IN_FLIGHT) {
      // The provider keeps the data and stops reading, so that TCP holds the client back.
      paused = true;
      return STATUS_DATA_NOT_ACCEPTED;
    }
    traffic.received(bytes);
    WskDataIndication rest = data;
    while (rest != null) {
      WskDataIndication first = rest;
      rest = first.next();
      // Releasing a node releases all behind it; cut off, each goes back when it has been sent.
      first.setNext(null);
      send(first);
    }
    // We keep the memory. When the provider wants it back (WSK_FLAG_RELEASE_ASAP) there is nothing
    // to be done: each part is on its way already.
    return STATUS_PENDING;
  }

  NtStatus disconnect(int flags) {
    if ((flags & WSK_FLAG_ABORTIVE) != 0) {
      close();
    } else {
      // All data has been indicated, and a graceful disconnect comes behind all sends: a client
      // that has only shut down its sending half gets everything back before our end of the stream.
      // Closing after both ends have disconnected resets nothing.
      socket.disconnect(null, 0, Irp.onCompletion(this::close));
    }
    return STATUS_SUCCESS;
  }

  // ---- sending ----------------------------------------------------------------------------------

  private void send(WskDataIndication indication) {
    SendRequest free = idle.poll();
    SendRequest request = free == null ? new SendRequest(this) : free;
    WskBuf buffer = indication.buffer();
    request.begin(indication, buffer.length());
    bytesInFlight += request.bytes;
    messagesInFlight++;
    // The status is not looked at here: whatever it is, the completion routine gets it.
    socket.send(buffer, 0, request.irp);
  }

  private NtStatus sent(SendRequest request) {
    socket.release(request.end());
    bytesInFlight -= request.bytes;
    messagesInFlight--;
    idle.push(request);
    if (!request.irp.status().isSuccess()) {
      close();
    } else if (paused && isBelowHalf()) {
      resume();
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours, and may be in use again already.
  }

  private boolean isBelowHalf() {
    return bytesInFlight <= MAX_BYTES_IN_FLIGHT / 2
        && messagesInFlight <= MAX_MESSAGES_IN_FLIGHT / 2;
  }

  private void resume() {
    // First, because the callback may be called, and pause again, before receive returns.
    paused = false;
    // A receive of nothing makes the provider indicate what it has kept. There are many sends to
    // one of these, so an IRP of its own does no harm.
    socket.receive(WskBuf.empty(), 0, Irp.allocate());
  }

  // ---- closing ----------------------------------------------------------------------------------

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      // Cancels the sends in flight: their completion routines give back what they have kept.
      socket.close(Irp.onCompletion(() -> connections.remove(this)));
    }
  }

  @Override
  public Traffic traffic() {
    return traffic;
  }

  /** A message on its way back: an IRP that is used again and again, and what it sends. */
  private static final class SendRequest {
    final EchoConnection connection;
    final Irp<Void> irp = Irp.allocate();
    long bytes;
    private @Nullable WskDataIndication indication;

    SendRequest(EchoConnection connection) {
      this.connection = connection;
    }

    void begin(WskDataIndication newIndication, long newBytes) {
      indication = newIndication;
      bytes = newBytes;
      irp.reuse();
      irp.setCompletionRoutine(SENT, this);
    }

    WskDataIndication end() {
      WskDataIndication kept = indication;
      if (kept == null) {
        throw new IllegalStateException("a send completed twice");
      }
      indication = null;
      return kept;
    }
  }
}
