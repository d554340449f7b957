package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.api.Wsk.WSK_FLAG_DRAIN;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_ABORTED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * What arrives on a connection, and who gets it: queued receive requests first, then the receive
 * callback, and when all data is gone the disconnect callback.
 *
 * <p>One rule governs reading: the channel reads exactly while nothing is held here and not too
 * much is retained by the client. A buffer that nobody takes is held and stops reading, so at most
 * one is; TCP then holds the peer back. It also means that there is always a read under way on an
 * idle connection, by which the end of the stream and a reset are noticed on every transport.
 *
 * <p>A connection under inspection is read before it has an owner, for the same reason, and as long
 * as the one buffer that is held has room: what comes is copied behind what is there. So at most
 * two are held, and a peer that has sent less than the first one's size is still noticed when it
 * resets.
 *
 * <p>Deliveries never nest: what a callback or a completion routine causes here (a receive, an
 * enable) is noted and done when it has returned.
 */
final class ReceivePath {
  /** How the stream from the peer has ended. */
  private enum End {
    OPEN,
    GRACEFUL,
    RESET,
    ABORTED
  }

  /** How many things are delivered before the loop's other sockets have their turn. */
  private static final int MAX_ROUNDS = 64;

  /** Stands in until {@link #start}; never entered. */
  private static final EventGate NO_EVENTS = new EventGate(0, 0);

  private final ConnectionSocket socket;
  private final ReceiveIndicator indicator;

  // Set once, on the loop, when the connection may deliver.
  private ConnectionCallbacks<?> callbacks = ConnectionCallbacks.NONE;
  private EventGate gate = NO_EVENTS;
  private boolean started;
  private boolean readingAhead;

  private HeldBuffers held = HeldBuffers.NONE;
  private RequestQueue<ReceiveRequest> requests = RequestQueue.none();
  private @Nullable ByteBuf posted;
  private boolean paused;
  private End end = End.OPEN;
  private boolean endIndicated;

  private boolean reading;
  private boolean silent;

  ReceivePath(ConnectionSocket socket, ReceiveIndicator indicator) {
    this.socket = socket;
    this.indicator = indicator;
  }

  ConnectionSocket socket() {
    return socket;
  }

  /**
   * The connection is under inspection and nobody's yet: it is read a little ahead, so that its
   * loss is noticed on every transport.
   */
  void readAhead() {
    if (!started) {
      readingAhead = true;
      updateReading();
    }
  }

  boolean isStarted() {
    return started;
  }

  /** The connection stands and belongs to the client: deliveries begin. */
  void start(ConnectionCallbacks<?> newCallbacks, EventGate newGate) {
    callbacks = newCallbacks;
    gate = newGate;
    indicator.begin(newCallbacks, newGate);
    started = true;
    readingAhead = false;
    deliver();
  }

  // ---- from the transport -----------------------------------------------------------------------

  /** A buffer has been read that cannot go straight to the callback; it is ours to release. */
  void onDataInTheWay(ByteBuf data) {
    if (!socket.isOpen() || silent) {
      data.release();
    } else if (isPosted(data)) {
      onPosted(data);
    } else if (readingAhead) {
      holding().append(data);
      updateReading();
    } else {
      holding().addLast(data);
      deliver();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very buffer that was handed out, not one like it
  private boolean isPosted(ByteBuf data) {
    return data == posted;
  }

  private void onPosted(ByteBuf data) {
    posted = null;
    int count = data.readableBytes();
    data.release();
    socket.metrics().postedBytes.increment(count);
    ReceiveRequest request = requests.first();
    if (request != null) {
      request.posted(count);
    }
    deliver();
  }

  /** Memory for the next read: that of the first request, if it can be read into. */
  @Nullable ByteBuf postBuffer() {
    ReceiveRequest request = requests.first();
    // Also when there is none: what the last read was given may be another buffer's memory by now.
    posted = request == null || !started || !held.isEmpty() ? null : request.postable();
    return posted;
  }

  /** The peer has ended its stream. */
  void onEndOfStream() {
    ended(End.GRACEFUL);
  }

  /** The peer has reset the connection. */
  void onReset() {
    ended(End.RESET);
  }

  private void ended(End how) {
    if (end == End.OPEN) {
      end = how;
      deliver();
    }
  }

  boolean hasEnded() {
    return end != End.OPEN;
  }

  boolean wasReset() {
    return end == End.RESET;
  }

  // ---- the receive function ---------------------------------------------------------------------

  NtStatus receive(WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    if (irp == null) {
      return STATUS_INVALID_PARAMETER;
    }
    ReceiveRequest known = IrpSlots.find(irp, ReceiveRequest.class, this);
    ReceiveRequest request = known == null ? new ReceiveRequest(this) : known;
    if (!IoManager.begin(irp, request)) {
      return STATUS_INVALID_PARAMETER;
    }
    IrpSlots.keep(irp, request);
    request.begin(irp, buffer, flags);
    return socket.submit(request, check(buffer, flags));
  }

  private @Nullable NtStatus check(WskBuf buffer, int flags) {
    boolean drain = (flags & WSK_FLAG_DRAIN) != 0;
    boolean known = (flags & ~(WSK_FLAG_WAITALL | WSK_FLAG_DRAIN)) == 0;
    boolean exclusive = !drain || (flags & WSK_FLAG_WAITALL) == 0;
    boolean fits = buffer.isValid() && (!drain || buffer.length() == 0);
    return known && exclusive && fits
        ? socket.wrongStateUnlessConnected()
        : STATUS_INVALID_PARAMETER;
  }

  /** A receive of another thread is on its way. */
  void announce() {
    indicator.interrupt();
  }

  /** It is here. Loop only. */
  void arrived() {
    indicator.resume();
  }

  /** Queues a request. Loop only. Always answers PENDING: it is completed by a delivery. */
  NtStatus enqueue(ReceiveRequest request) {
    // The call was made before close, which may have begun since it was looked at.
    NtStatus refused = socket.refusalOfPosted();
    if (refused == null && (!socket.isConnected() || silent)) {
      refused = STATUS_INVALID_DEVICE_STATE;
    }
    if (refused != null) {
      request.complete(refused);
      return refused;
    }
    paused = false;
    requests = requests.orNew();
    requests.addLast(request);
    deliver();
    return STATUS_PENDING;
  }

  /** Withdraws a request, if it is still the one that was meant. */
  void cancel(ReceiveRequest request, Irp<?> irp, int ticket) {
    if (IoManager.isPending(irp, ticket) && requests.remove(request)) {
      request.complete(request.filled() > 0 ? STATUS_SUCCESS : STATUS_CANCELLED);
      deliver();
    }
  }

  int queuedRequests() {
    return requests.size();
  }

  // ---- delivery ---------------------------------------------------------------------------------

  /** Gives what is there to whoever may have it, then reads on or stops. Loop only. */
  void deliver() {
    if (indicator.isDelivering()) {
      indicator.deliverAgain();
      return;
    }
    try {
      int rounds = 0;
      do {
        indicator.beginDelivery();
        while (rounds < MAX_ROUNDS && deliverOne()) {
          rounds++;
        }
        rounds++;
      } while (indicator.isToDeliverAgain() && rounds < MAX_ROUNDS);
      if (rounds >= MAX_ROUNDS) {
        // A client that resumes and declines in the same callback would have the loop for ever.
        socket.loop().execute(this::deliver);
      }
    } finally {
      indicator.endDelivery();
    }
    updateReading();
  }

  private boolean deliverOne() {
    if (!started || silent || !socket.isOpen()) {
      return false;
    }
    if (socket.indicateBacklog()) {
      return true;
    }
    ReceiveRequest request = requests.first();
    if (request != null) {
      return serve(request);
    }
    if (!held.isEmpty()) {
      return !paused && indicator.mayIndicate() && indicator.indicateHeld(held.removeFirst());
    }
    return end != End.OPEN && !endIndicated && indicateEnd();
  }

  private boolean serve(ReceiveRequest request) {
    while (!held.isEmpty() && !request.isSatisfied()) {
      ByteBuf data = held.first();
      if (request.drains()) {
        data.skipBytes(data.readableBytes());
      } else {
        request.fillFrom(data);
      }
      if (!data.isReadable()) {
        held.removeFirst().release();
      }
    }
    NtStatus status = outcome(request);
    if (status == STATUS_PENDING) {
      return false;
    }
    requests.remove(request);
    request.complete(status);
    return true;
  }

  private NtStatus outcome(ReceiveRequest request) {
    if (request.isSatisfied() || (end != End.OPEN && request.filled() > 0)) {
      return STATUS_SUCCESS;
    }
    return switch (end) {
      case OPEN -> STATUS_PENDING;
      case GRACEFUL -> STATUS_SUCCESS;
      case RESET -> STATUS_CONNECTION_RESET;
      case ABORTED -> STATUS_CONNECTION_ABORTED;
    };
  }

  /** A buffer that could not be indicated after all. */
  void putBack(ByteBuf data) {
    holding().addFirst(data);
  }

  /** What the callback has left of a buffer: it is not called again before that is asked for. */
  void putBackDeclined(ByteBuf data) {
    putBack(data);
    // A receive that was called inside the callback is queued by now and resumes it again.
    paused = requests.isEmpty();
  }

  /** What to hold a buffer with: the connection's own from now on. */
  private HeldBuffers holding() {
    held = held.orNew();
    return held;
  }

  private boolean indicateEnd() {
    if (end == End.ABORTED || !gate.enter(WSK_EVENT_DISCONNECT)) {
      return false;
    }
    endIndicated = true;
    callDisconnect(end == End.RESET ? WSK_FLAG_ABORTIVE : 0);
    gate.exit(WSK_EVENT_DISCONNECT);
    return true;
  }

  private void callDisconnect(int flags) {
    try {
      NtStatus answer = callbacks.disconnect(flags | WSK_FLAG_AT_DISPATCH_LEVEL);
      if (answer != STATUS_SUCCESS) {
        CallbackErrors.badStatus(socket, "WskDisconnectEvent (disconnect)", answer);
      }
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskDisconnectEvent (disconnect)", cause);
    }
  }

  // ---- reading ----------------------------------------------------------------------------------

  /** Reads on or stops, as the class comment says. */
  void updateReading() {
    if (!indicator.isDelivering()) {
      indicator.setDirect(nothingInTheWay());
    }
    boolean room =
        started
            ? held.isEmpty() && (silent || !indicator.stopsReading())
            : readingAhead && held.hasRoom();
    boolean wanted = room && end == End.OPEN && socket.isOpen();
    if (wanted != reading) {
      reading = wanted;
      socket.setReading(wanted);
    }
  }

  private boolean nothingInTheWay() {
    return started
        && !silent
        && !paused
        && posted == null
        && requests.isEmpty()
        && held.isEmpty()
        && socket.isOpen();
  }

  // ---- ends -------------------------------------------------------------------------------------

  /** We have reset the connection ourselves: what has not been taken is dropped. */
  void abort() {
    // A graceful end behind data that is dropped would tell that the stream is complete.
    if (end == End.OPEN || (end == End.GRACEFUL && !held.isEmpty())) {
      end = End.ABORTED;
    }
    held.releaseAll();
    deliver();
  }

  /** Completes all queued requests. */
  void cancelAll(NtStatus status) {
    ReceiveRequest request;
    while ((request = requests.first()) != null) {
      requests.remove(request);
      request.complete(request.filled() > 0 ? STATUS_SUCCESS : status);
    }
  }

  /**
   * From now on what arrives is read, so that the peer is not held back, and dropped; nothing is
   * told any more. Queued requests would wait for nothing: they are cancelled.
   */
  void silence() {
    silent = true;
    held.releaseAll();
    cancelAll(STATUS_CANCELLED);
    updateReading();
  }

  boolean isSilent() {
    return silent;
  }

  /** Bytes received and not taken, held here or, where it tells, by the host. */
  long backlog() {
    return held.bytes() + socket.backlog().unread(indicator.bytesRead());
  }

  /** Drops what is held; the socket is closing. */
  void free() {
    held.releaseAll();
  }

  /** The provider has lost the socket: tells it once, by a callback that is enabled. */
  void indicateLoss() {
    held.releaseAll();
    if (!indicator.indicateLoss() && !endIndicated && gate.enter(WSK_EVENT_DISCONNECT)) {
      endIndicated = true;
      callDisconnect(WSK_FLAG_ABORTIVE);
      gate.exit(WSK_EVENT_DISCONNECT);
    }
  }
}
