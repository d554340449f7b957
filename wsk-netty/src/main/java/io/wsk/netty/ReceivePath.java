package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.api.Wsk.WSK_FLAG_DRAIN;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_ABORTED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(ReceivePath.class);
  private static final VarHandle INTERRUPTS;
  private static final VarHandle STATE;

  static {
    try {
      INTERRUPTS = MethodHandles.lookup().findVarHandle(ReceivePath.class, "interrupts", int.class);
      STATE = MethodHandles.lookup().findVarHandle(ReceivePath.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How the stream from the peer has ended. */
  private enum End {
    OPEN,
    GRACEFUL,
    RESET,
    ABORTED
  }

  /** Something that is here comes before what is read next, or holds it up. */
  private static final int INDIRECT = 0;

  /**
   * Nothing here stands between a buffer that is read and the receive callback. Worked out whenever
   * something here has changed, so that the common case looks at one field and not at ten.
   */
  private static final int DIRECT = 1;

  /** A callback or a completion of ours is on the loop's stack. */
  private static final int DELIVERING = 2;

  /** As before, and it has caused something here that is to be looked at when it has returned. */
  private static final int DELIVERING_AGAIN = 3;

  /** How many things are delivered before the loop's other sockets have their turn. */
  private static final int MAX_ROUNDS = 64;

  /** Stands in until {@link #start}; never entered. */
  private static final EventGate NO_EVENTS = new EventGate(0, 0);

  private final ConnectionSocket socket;
  private final Verifier verifier;
  private final RetainedBytes retained;

  /** Made by the first delivery: an idle connection has none. */
  private @Nullable BytesAccepted accepted;

  // Set once, on the loop, when the connection may deliver.
  private ConnectionCallbacks<?> callbacks = ConnectionCallbacks.NONE;
  private EventGate gate = NO_EVENTS;
  private boolean receivesStatically;
  private boolean started;
  private boolean readingAhead;

  private HeldBuffers held = HeldBuffers.NONE;
  private @Nullable DataIndication lent;
  private RequestQueue<ReceiveRequest> requests = RequestQueue.none();
  private @Nullable ByteBuf posted;
  private boolean paused;
  private End end = End.OPEN;
  private boolean endIndicated;

  /**
   * One of the four above. The loop's; it ends a delivery by a release store, so that a thread that
   * finds none in progress knows what the callback has done with what it was lent.
   */
  private int state = INDIRECT;

  private boolean reading;
  private boolean silent;
  private long bytesRead;

  /**
   * What other threads have done that the loop has not seen to yet: receives on their way here,
   * which are queued in the eyes of their callers, so that data that arrives meanwhile waits for
   * them; and, for good, the end of the socket's open phase. Added to by any thread, subtracted
   * from by the loop.
   */
  @SuppressWarnings("unused") // through INTERRUPTS
  private int interrupts;

  ReceivePath(ConnectionSocket socket) {
    this.socket = socket;
    this.verifier = socket.metrics().verifier();
    this.retained = new RetainedBytes(socket.client().runtime().options());
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
    receivesStatically = newGate.isStatic(WSK_EVENT_RECEIVE);
    started = true;
    readingAhead = false;
    deliver();
  }

  // ---- from the transport -----------------------------------------------------------------------

  /** A buffer has been read; it is ours to release. */
  void onData(ByteBuf data) {
    int length = data.readableBytes();
    bytesRead += length;
    if (state == DIRECT && (int) INTERRUPTS.getAcquire(this) == 0) {
      // The common case: straight to the callback.
      indicateAtOnce(data, length);
    } else {
      onDataInTheWay(data);
    }
  }

  private void indicateAtOnce(ByteBuf data, int length) {
    state = DELIVERING;
    boolean gone = false;
    try {
      gone = indicate(data, length);
    } finally {
      if (gone && state == DELIVERING) {
        STATE.setRelease(this, DIRECT);
      } else {
        settle();
      }
    }
  }

  /** Something has changed during a delivery that was thought to change nothing. */
  private void settle() {
    boolean again = state == DELIVERING_AGAIN;
    STATE.setRelease(this, INDIRECT);
    if (again) {
      deliver();
    } else {
      updateReading();
    }
  }

  private void onDataInTheWay(ByteBuf data) {
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

  /** Whether a callback or a completion of ours is on the loop's stack. Any thread. */
  boolean isDelivering() {
    return (int) STATE.getAcquire(this) >= DELIVERING;
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
    IrpSlots slots = IrpSlots.of(irp);
    ReceiveRequest request = slots.receiveFor(this);
    if (!IoManager.begin(irp, request)) {
      return STATUS_INVALID_PARAMETER;
    }
    slots.keep(irp, request);
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
    interrupt();
  }

  /** It is here. Loop only. */
  void arrived() {
    INTERRUPTS.getAndAdd(this, -1);
  }

  /** Has the loop look at all there is before it calls back again. Any thread. */
  void interrupt() {
    INTERRUPTS.getAndAdd(this, 1);
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
    if (isDelivering()) {
      state = DELIVERING_AGAIN;
      return;
    }
    try {
      int rounds = 0;
      do {
        state = DELIVERING;
        while (rounds < MAX_ROUNDS && deliverOne()) {
          rounds++;
        }
        rounds++;
      } while (state == DELIVERING_AGAIN && rounds < MAX_ROUNDS);
      if (rounds >= MAX_ROUNDS) {
        // A client that resumes and declines in the same callback would have the loop for ever.
        socket.loop().execute(this::deliver);
      }
    } finally {
      STATE.setRelease(this, INDIRECT);
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
      return !paused && indicateHeld();
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

  private boolean indicateHeld() {
    if (!gate.isEnabled(WSK_EVENT_RECEIVE) || (int) INTERRUPTS.getAcquire(this) != 0) {
      return false;
    }
    ByteBuf data = held.removeFirst();
    return indicate(data, data.readableBytes());
  }

  /**
   * Calls the receive callback for one buffer.
   *
   * @return true if the buffer is gone, all of it
   */
  private boolean indicate(ByteBuf data, int length) {
    if (receivesStatically) {
      return callBack(data, length);
    }
    if (!gate.enter(WSK_EVENT_RECEIVE)) {
      holding().addFirst(data);
      return false;
    }
    try {
      return callBack(data, length);
    } finally {
      gate.exit(WSK_EVENT_RECEIVE);
    }
  }

  private boolean callBack(ByteBuf data, int length) {
    DataIndication indication = lend(data);
    BytesAccepted taken = acceptedOf(length);
    NtStatus answer;
    try {
      answer = callbacks.receive(retained.callbackFlags(), indication, length, taken);
    } catch (Throwable cause) {
      CallbackErrors.threw(socket, "WskReceiveEvent (receive)", cause);
      answer = STATUS_DATA_NOT_ACCEPTED;
    }
    return answered(answer, taken, indication, data, length);
  }

  private BytesAccepted acceptedOf(int length) {
    BytesAccepted taken = accepted;
    if (taken == null) {
      taken = new BytesAccepted();
      accepted = taken;
    }
    taken.reset(length);
    return taken;
  }

  private boolean answered(
      @Nullable NtStatus answer,
      BytesAccepted taken,
      DataIndication indication,
      ByteBuf data,
      int length) {
    if (answer == STATUS_SUCCESS && taken.value() == length) {
      data.release();
      return forget(indication);
    }
    if (answer == STATUS_PENDING) {
      retain(indication, data, length);
      return true;
    }
    return answeredPartly(answer, taken.value(), indication, data, length);
  }

  private boolean answeredPartly(
      @Nullable NtStatus answer,
      long claimed,
      DataIndication indication,
      ByteBuf data,
      int length) {
    if (indication.wasReleasedByClient()) {
      CallbackErrors.clientError(
          socket, "REV-07", "indication released inside a callback that did not keep it");
    }
    forget(indication);
    int taken = 0;
    if (answer == STATUS_SUCCESS) {
      taken = (int) Math.min(claimed, length);
      if (claimed > length) {
        CallbackErrors.clientError(
            socket, "REV-04", "receive callback accepted " + claimed + " of " + length + " bytes");
      }
    } else if (answer != STATUS_DATA_NOT_ACCEPTED) {
      CallbackErrors.badStatus(socket, "WskReceiveEvent (receive)", answer);
    }
    if (taken == length || !socket.isOpen()) {
      data.release();
      return true;
    }
    data.skipBytes(taken);
    holding().addFirst(data);
    // A receive that was called inside the callback is queued by now and resumes it again.
    paused = requests.isEmpty();
    return false;
  }

  /** What to hold a buffer with: the connection's own from now on. */
  private HeldBuffers holding() {
    held = held.orNew();
    return held;
  }

  private DataIndication lend(ByteBuf data) {
    DataIndication indication = lent;
    if (indication == null) {
      indication = verifier.newIndication(this, data);
      lent = indication;
    } else {
      indication.lend(data);
    }
    return indication;
  }

  /**
   * The client has not kept the node: it is lent again next time, unless the client released it.
   */
  private boolean forget(DataIndication indication) {
    if (indication.isReleased()) {
      lent = null;
    }
    return true;
  }

  private void retain(DataIndication indication, ByteBuf data, int length) {
    lent = null;
    // Counted before it can be released, so that the count never falls below zero.
    retained.add(length);
    if (indication.retain()) {
      retained.check();
      if (retained.stopsReading()) {
        state = DELIVERING_AGAIN;
      }
    } else {
      data.release();
      released(length);
    }
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

  // ---- release ----------------------------------------------------------------------------------

  /** The release function: any thread, also after close. */
  NtStatus release(WskDataIndication list) {
    // Looked at as a whole first: a bad list changes nothing.
    for (WskDataIndication node = list; node != null; node = node.next()) {
      if (!(node instanceof DataIndication ours) || !ours.isOwnedBy(this) || !ours.isReleasable()) {
        return refuseRelease(node);
      }
    }
    WskDataIndication node = list;
    while (node != null) {
      WskDataIndication following = node.next();
      if (!(node instanceof DataIndication ours) || !ours.release()) {
        return refuseRelease(node);
      }
      node = following;
    }
    return STATUS_SUCCESS;
  }

  private NtStatus refuseRelease(WskDataIndication node) {
    CallbackErrors.clientError(
        socket, "REV-07", "WskRelease of an indication that is not retained on this socket");
    verifier.releaseRefused(socket, node);
    return STATUS_INVALID_PARAMETER;
  }

  /** Retained bytes have come back. Any thread. */
  void released(int bytes) {
    if (retained.subtract(bytes) && socket.isOpen()) {
      readOnSoon();
    }
  }

  private void readOnSoon() {
    try {
      socket.loop().execute(this::updateReading);
    } catch (RejectedExecutionException e) {
      // Closed and deregistered since the look at isOpen: the loop has ended, nothing is read any
      // more.
      LOG.debug("{} released its last indications after the end of its loop", socket, e);
    }
  }

  // ---- reading ----------------------------------------------------------------------------------

  /** Reads on or stops, as the class comment says. */
  private void updateReading() {
    if (!isDelivering()) {
      state = nothingInTheWay() ? DIRECT : INDIRECT;
    }
    boolean room =
        started
            ? held.isEmpty() && (silent || !retained.stopsReading())
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
    return held.bytes() + socket.backlog().unread(bytesRead);
  }

  /** Drops what is held; the socket is closing. */
  void free() {
    held.releaseAll();
  }

  /** The provider has lost the socket: tells it once, by a callback that is enabled. */
  void indicateLoss() {
    held.releaseAll();
    if (gate.enter(WSK_EVENT_RECEIVE)) {
      try {
        callbacks.receive(WSK_FLAG_AT_DISPATCH_LEVEL, null, 0, acceptedOf(0));
      } catch (Throwable cause) {
        CallbackErrors.threw(socket, "WskReceiveEvent (receive)", cause);
      }
      gate.exit(WSK_EVENT_RECEIVE);
    } else if (!endIndicated && gate.enter(WSK_EVENT_DISCONNECT)) {
      endIndicated = true;
      callDisconnect(WSK_FLAG_ABORTIVE);
      gate.exit(WSK_EVENT_DISCONNECT);
    }
  }
}
