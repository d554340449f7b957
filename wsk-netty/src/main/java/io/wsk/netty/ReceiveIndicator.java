package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.buffer.ByteBuf;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskReceiveEvent;
import io.wsk.nt.NtStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indicates what a connection receives: calls the receive callback, and does with the buffer what
 * that answers. What stands in the way of a call (requests, buffers that were left, the end of the
 * stream) is {@link ReceivePath}'s.
 *
 * <p>It is a part of the channel's handler, and has all fields that a received buffer passes on its
 * way. Between a buffer's retain and its release, two locked instructions, nothing is done ahead:
 * each further object on the way is a load that the next one waits for, and a line of the cache.
 */
abstract class ReceiveIndicator extends SendPath {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiveIndicator.class);
  private static final VarHandle INTERRUPTS;
  private static final VarHandle STATE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      INTERRUPTS = lookup.findVarHandle(ReceiveIndicator.class, "interrupts", int.class);
      STATE = lookup.findVarHandle(ReceiveIndicator.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Something that is here comes before what is read next, or holds it up. */
  private static final int INDIRECT = 0;

  /**
   * Nothing here stands between a buffer that is read and the receive callback. Worked out whenever
   * something has changed, so that the common case looks at one field and not at ten.
   */
  private static final int DIRECT = 1;

  /** A callback or a completion of ours is on the loop's stack. */
  private static final int DELIVERING = 2;

  /** As before, and it has caused something here that is to be looked at when it has returned. */
  private static final int DELIVERING_AGAIN = 3;

  /** Stands in until {@link #begin}; never entered. */
  private static final EventGate NO_EVENTS = new EventGate(0, 0);

  private final ReceivePath receives;
  private final Verifier verifier;
  private final RetainedBytes retained;

  // Set once, on the loop, when the connection may deliver.
  private WskReceiveEvent<Object> event = ConnectionCallbacks.TAKES_ALL;
  private @Nullable Object context;
  private EventGate gate = NO_EVENTS;
  private boolean receivesStatically;

  /** The node that is lent again and again, as long as nobody keeps it. */
  private @Nullable DataIndication lent;

  /** What a callback answers with, lent again and again. */
  private final BytesAccepted accepted;

  /**
   * One of the four above. The loop's; it ends a delivery by a release store, so that a thread that
   * finds none in progress knows what the callback has done with what it was lent.
   */
  private int state = INDIRECT;

  /**
   * What other threads have done that the loop has not seen to yet: receives on their way here,
   * which are queued in the eyes of their callers, so that data that arrives meanwhile waits for
   * them; and, for good, the end of the socket's open phase. Added to by any thread, subtracted
   * from by the loop.
   */
  @SuppressWarnings("unused") // through INTERRUPTS
  private int interrupts;

  /** So much is retained that callbacks ask for it; looked at again before each, while it is so. */
  private boolean asksForRelease;

  private long bytesRead;

  ReceiveIndicator(ConnectionSocket socket) {
    super(socket);
    // In this order: what each buffer passes comes to lie side by side.
    this.retained = new RetainedBytes(socket.client().runtime().options(), socket.loop());
    this.accepted = new BytesAccepted();
    this.receives = new ReceivePath(socket, this);
    this.verifier = socket.metrics().verifier();
  }

  /** What is received, and who gets it. */
  final ReceivePath receives() {
    return receives;
  }

  /** The connection stands and belongs to the client: its callback is known. */
  final void begin(ConnectionCallbacks<?> callbacks, EventGate newGate) {
    event = callbacks.receiveEvent();
    context = callbacks.context();
    gate = newGate;
    receivesStatically = newGate.isStatic(WSK_EVENT_RECEIVE);
  }

  // ---- what is read -----------------------------------------------------------------------------

  /** A buffer has been read; it is ours to release. */
  final void onData(ByteBuf data) {
    int length = data.readableBytes();
    if (state != DIRECT || (int) INTERRUPTS.getAcquire(this) != 0) {
      receives.onDataInTheWay(data);
    } else if (receivesStatically) {
      // The common case: straight to the callback. Two calls, each compiled for itself.
      indicateAtOnce(data, length, true);
    } else {
      indicateAtOnce(data, length, false);
    }
  }

  /** Memory for the next read, if a queued receive has some. */
  final @Nullable ByteBuf postBuffer() {
    // A receive that is queued, and a buffer that has been posted, stand in the way.
    return state == DIRECT ? null : receives.postBuffer();
  }

  private void indicateAtOnce(ByteBuf data, int length, boolean statically) {
    DataIndication indication = lend(data);
    BytesAccepted taken = acceptedOf(length);
    if (!statically && !gate.enter(WSK_EVENT_RECEIVE)) {
      receives.putBack(data);
      receives.updateReading();
      return;
    }
    state = DELIVERING;
    NtStatus answer = call(callbackFlags(), indication, length, taken);
    if (!statically) {
      gate.exit(WSK_EVENT_RECEIVE);
    }
    if (state == DELIVERING && isTaken(answer, taken, indication, length)) {
      STATE.setRelease(this, DIRECT);
      // Last, since nothing overtakes the locked instruction in it.
      data.release();
    } else {
      answeredAtOnce(answer, taken, indication, data, length);
    }
  }

  /** Whether the client has done with it all, and has left the node to us. */
  private static boolean isTaken(
      @Nullable NtStatus answer, BytesAccepted taken, DataIndication indication, int length) {
    return answer == STATUS_SUCCESS && taken.value() == length && !indication.isReleased();
  }

  private void answeredAtOnce(
      @Nullable NtStatus answer,
      BytesAccepted taken,
      DataIndication indication,
      ByteBuf data,
      int length) {
    boolean gone = false;
    try {
      gone = answered(answer, taken.value(), indication, data, length);
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
    boolean again = isToDeliverAgain();
    endDelivery();
    if (again) {
      receives.deliver();
    } else {
      receives.updateReading();
    }
  }

  /**
   * The transport has read bytes, which will be told. Counted for each read, not for each buffer
   * that is told: what stands between two locked instructions is what costs.
   */
  final void countRead(int bytes) {
    bytesRead += bytes;
  }

  /** How many bytes the transport has read; only where it asks a {@link PostedReceiveHandle}. */
  final long bytesRead() {
    return bytesRead;
  }

  // ---- deliveries, of whatever kind -------------------------------------------------------------

  /** Whether a callback or a completion of ours is on the loop's stack. Any thread. */
  final boolean isDelivering() {
    return (int) STATE.getAcquire(this) >= DELIVERING;
  }

  /** A delivery begins. Not within another one. */
  final void beginDelivery() {
    state = DELIVERING;
  }

  /** Has it looked again, when the delivery in progress has ended, at what there is to deliver. */
  final void deliverAgain() {
    state = DELIVERING_AGAIN;
  }

  final boolean isToDeliverAgain() {
    return state == DELIVERING_AGAIN;
  }

  final void endDelivery() {
    STATE.setRelease(this, INDIRECT);
  }

  /** Whether what is read next may go straight to the callback; not within a delivery. */
  final void setDirect(boolean direct) {
    state = direct ? DIRECT : INDIRECT;
  }

  /** Has the loop look at all there is before it calls back again. Any thread. */
  final void interrupt() {
    INTERRUPTS.getAndAdd(this, 1);
  }

  /** What it was interrupted for has been seen to. Loop only. */
  final void resume() {
    INTERRUPTS.getAndAdd(this, -1);
  }

  // ---- the callback -----------------------------------------------------------------------------

  /** Whether a buffer that has been held may be indicated now. */
  final boolean mayIndicate() {
    return gate.isEnabled(WSK_EVENT_RECEIVE) && (int) INTERRUPTS.getAcquire(this) == 0;
  }

  /**
   * Indicates a buffer that has been held, within a delivery.
   *
   * @return true if it is gone, all of it
   */
  final boolean indicateHeld(ByteBuf data) {
    int length = data.readableBytes();
    DataIndication indication = lend(data);
    BytesAccepted taken = acceptedOf(length);
    if (!gate.enter(WSK_EVENT_RECEIVE)) {
      receives.putBack(data);
      return false;
    }
    NtStatus answer = call(callbackFlags(), indication, length, taken);
    gate.exit(WSK_EVENT_RECEIVE);
    return answered(answer, taken.value(), indication, data, length);
  }

  // The context is null only if the client gave null: it gets back what it gave.
  @SuppressWarnings("NullAway")
  private @Nullable NtStatus call(
      int flags, @Nullable DataIndication indication, int length, BytesAccepted taken) {
    try {
      return event.receive(context, flags, indication, length, taken);
    } catch (Throwable cause) {
      CallbackErrors.threw(socket(), "WskReceiveEvent (receive)", cause);
      return STATUS_DATA_NOT_ACCEPTED;
    }
  }

  private int callbackFlags() {
    return asksForRelease ? flagsOfMuch() : WSK_FLAG_AT_DISPATCH_LEVEL;
  }

  /** Other threads may have released it meanwhile. */
  private int flagsOfMuch() {
    int flags = retained.callbackFlags();
    asksForRelease = flags != WSK_FLAG_AT_DISPATCH_LEVEL;
    return flags;
  }

  private BytesAccepted acceptedOf(int length) {
    accepted.reset(length);
    return accepted;
  }

  /**
   * Does with the buffer what the callback has answered.
   *
   * @return true if it is gone, all of it
   */
  private boolean answered(
      @Nullable NtStatus answer,
      long claimed,
      DataIndication indication,
      ByteBuf data,
      int length) {
    if (answer == STATUS_PENDING) {
      retain(indication, data, length);
      return true;
    }
    if (answer != STATUS_SUCCESS || claimed != length) {
      return answeredPartly(answer, claimed, indication, data, length);
    }
    forget(indication);
    data.release();
    return true;
  }

  private boolean answeredPartly(
      @Nullable NtStatus answer,
      long claimed,
      DataIndication indication,
      ByteBuf data,
      int length) {
    if (indication.wasReleasedByClient()) {
      CallbackErrors.clientError(
          socket(), "REV-07", "indication released inside a callback that did not keep it");
    }
    forget(indication);
    int taken = 0;
    if (answer == STATUS_SUCCESS) {
      taken = (int) Math.min(claimed, length);
      if (claimed > length) {
        CallbackErrors.clientError(
            socket(),
            "REV-04",
            "receive callback accepted " + claimed + " of " + length + " bytes");
      }
    } else if (answer != STATUS_DATA_NOT_ACCEPTED) {
      CallbackErrors.badStatus(socket(), "WskReceiveEvent (receive)", answer);
    }
    if (taken == length || !socket().isOpen()) {
      data.release();
      return true;
    }
    receives.putBackDeclined(data.skipBytes(taken));
    return false;
  }

  /** The provider has lost the socket: tells it by this callback, if that is enabled. */
  final boolean indicateLoss() {
    if (!gate.enter(WSK_EVENT_RECEIVE)) {
      return false;
    }
    NtStatus unused = call(WSK_FLAG_AT_DISPATCH_LEVEL, null, 0, acceptedOf(0));
    gate.exit(WSK_EVENT_RECEIVE);
    return true;
  }

  // ---- indications ------------------------------------------------------------------------------

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
  private void forget(DataIndication indication) {
    if (indication.isReleased()) {
      lent = null;
    }
  }

  private void retain(DataIndication indication, ByteBuf data, int length) {
    lent = null;
    // Counted before it can be released, so that the count never falls below zero.
    retained.add(length);
    if (indication.retain()) {
      if (retained.check()) {
        asksForRelease = true;
        if (retained.stopsReading()) {
          deliverAgain();
        }
      }
    } else {
      data.release();
      released(length);
    }
  }

  /** Whether so much is retained that nothing more is to be read. */
  final boolean stopsReading() {
    return retained.stopsReading();
  }

  /** The release function: any thread, also after close. */
  final NtStatus release(WskDataIndication list) {
    // Looked at as a whole first: a bad list changes nothing.
    for (WskDataIndication node = list; node != null; node = node.next()) {
      if (!(node instanceof DataIndication ours) || !ours.isOwnedBy(this) || !ours.isReleasable()) {
        return Indication.refuseRelease(socket(), node);
      }
    }
    WskDataIndication node = list;
    while (node != null) {
      WskDataIndication following = node.next();
      if (!(node instanceof DataIndication ours) || !ours.release()) {
        return Indication.refuseRelease(socket(), node);
      }
      node = following;
    }
    return STATUS_SUCCESS;
  }

  /** Retained bytes have come back. Any thread. */
  final void released(int bytes) {
    if (retained.subtract(bytes) && socket().isOpen()) {
      readOnSoon();
    }
  }

  private void readOnSoon() {
    try {
      socket().loop().execute(receives::updateReading);
    } catch (RejectedExecutionException e) {
      // Closed and deregistered since the look at isOpen: the loop has ended, nothing is read any
      // more.
      LOG.debug("{} released its last indications after the end of its loop", socket(), e);
    }
  }
}
