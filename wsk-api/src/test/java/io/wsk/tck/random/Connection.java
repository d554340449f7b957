package io.wsk.tck.random;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_ABORTED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskProviderConnectionDispatch;
import io.wsk.nt.NtStatus;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A connection under test: what has been called on it, and how far its streams have come. */
final class Connection extends Subject {
  private final Stream stream;
  private final SplittableRandom callbackRandom;
  private final ReentrantLock sendLock = new ReentrantLock();
  private final Switch receiving = new Switch();
  private final RetainedList retained;
  private final long since = System.nanoTime();
  private final long dies;
  private final boolean orderly;
  private final AtomicInteger queued = new AtomicInteger();

  private volatile WskProviderConnectionDispatch socket;
  private volatile RandomPeer peer;
  private volatile boolean connected;
  private volatile boolean finishBegun;
  private volatile boolean finished;
  private volatile boolean aborted;
  private volatile boolean endSeen;
  private volatile boolean failed;
  private volatile boolean lostOnPurpose;
  private volatile boolean callbacks = true;

  // Under sendLock.
  private int records;

  // Touched by the socket's event loop only.
  private long position;
  private boolean unsure;
  private boolean disconnectTold;

  /** A connection that lives for a while. */
  Connection(World world, String name, SplittableRandom random) {
    super(world, name);
    this.stream = new Stream(this, random.nextLong());
    this.callbackRandom = random.split();
    this.retained = new RetainedList(this);
    this.orderly = random.nextInt(3) == 0;
    long millis = orderly ? 300 + random.nextInt(1500) : 1 + random.nextInt(800);
    this.dies = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  // ---- who is who -------------------------------------------------------------------------------

  @Override
  WskProviderConnectionDispatch socket() {
    return socket;
  }

  void socket(WskProviderConnectionDispatch newSocket) {
    socket = newSocket;
  }

  RandomPeer peer() {
    return peer;
  }

  void peer(RandomPeer newPeer) {
    peer = newPeer;
    log("peer is " + newPeer.manner());
    if (isGone()) {
      newPeer.windUp();
    }
  }

  Stream stream() {
    return stream;
  }

  RetainedList retained() {
    return retained;
  }

  /** Whether the receive callback is known to be off. */
  Switch receiving() {
    return receiving;
  }

  /** For callbacks and completion routines on the event loop. */
  SplittableRandom callbackRandom() {
    return callbackRandom;
  }

  /** How many sends and receives the driver has queued. */
  AtomicInteger queued() {
    return queued;
  }

  /** Whether it was given callbacks. */
  void hasCallbacks(boolean has) {
    callbacks = has;
  }

  @Override
  boolean hasCallbacks() {
    return callbacks;
  }

  // ---- life -------------------------------------------------------------------------------------

  /** When it was made. */
  long since() {
    return since;
  }

  boolean isConnected() {
    return connected;
  }

  void connectHasCompleted() {
    connected = true;
  }

  /** It will never be connected. */
  void hasFailed() {
    failed = true;
  }

  boolean isFailed() {
    return failed;
  }

  /** Whether it should be closed about now. */
  boolean isDue() {
    return failed || System.nanoTime() > dies;
  }

  /** Whether it has lived far longer than it should have. */
  boolean isOverdue() {
    return System.nanoTime() > dies + TimeUnit.SECONDS.toNanos(2);
  }

  /** Whether it is to end by a disconnect and a peer that has read all. */
  boolean isOrderly() {
    return orderly && !aborted;
  }

  /** A graceful disconnect is about to be called. */
  void finishBegins() {
    finishBegun = true;
  }

  boolean isFinishBegun() {
    return finishBegun;
  }

  void finishHasSucceeded() {
    finished = true;
  }

  boolean isFinished() {
    return finished;
  }

  boolean hasSeenEnd() {
    return endSeen;
  }

  /**
   * Whether the peer may see a graceful end of the stream. So may that of a connection whose
   * connect was given up: the handshake may have been over.
   */
  boolean mayEndGracefully() {
    return finishBegun || lostOnPurpose || failed || !connected;
  }

  /** Whether a send that failed may have reached the peer all the same. */
  boolean mayHaveSentInPart() {
    return aborted || mayBeLost();
  }

  void abortBegins() {
    aborted = true;
  }

  /** The harness is about to take the descriptor away: the host then ends the stream gracefully. */
  void losesOnPurpose() {
    lostOnPurpose = true;
    loses();
  }

  @Override
  boolean isReady() {
    return connected;
  }

  @Override
  boolean allows(NtStatus status, Request request) {
    RandomPeer other = peer;
    return switch (status) {
      case STATUS_CONNECTION_RESET -> other == null || other.mayReset() || aborted;
      case STATUS_CONNECTION_ABORTED -> aborted;
      case STATUS_CANCELLED -> aborted;
      case STATUS_INVALID_DEVICE_STATE -> !request.wasReady() || finishBegun || aborted || endSeen;
      default -> false;
    };
  }

  // ---- sending ----------------------------------------------------------------------------------

  /** Held while a record is numbered and given to the provider. */
  ReentrantLock sendLock() {
    return sendLock;
  }

  int nextRecord() {
    return records++;
  }

  // ---- receiving --------------------------------------------------------------------------------

  /** How many bytes have been taken. Event loop only. */
  long position() {
    return position;
  }

  /** Whether the position is known; else content cannot be checked. Event loop only. */
  boolean isSure() {
    return !unsure;
  }

  /** An unknown number of bytes may have been discarded. */
  void loseCount() {
    unsure = true;
  }

  /** Bytes have arrived; nothing is taken yet. Event loop only. */
  void checkArrived(ByteBuf memory, int index, int length, long from, String how) {
    if (unsure) {
      return;
    }
    int right = Pattern.matching(memory, index, length, stream.inboundKey(), from);
    if (right < length) {
      unsure = true;
      finding(
          how
              + " has a wrong byte at "
              + (from + right)
              + " of the stream, "
              + right
              + " of "
              + length
              + " are right");
    }
  }

  /** Bytes have been taken. Event loop only. */
  void take(long count) {
    position += count;
    world().statistics().count("bytes received", count);
    if (endSeen) {
      finding("data after the end of the stream");
    }
  }

  /** The stream has ended gracefully. Event loop only. */
  void checkEnd(String how) {
    RandomPeer other = peer;
    endSeen = true;
    if (unsure || other == null) {
      return;
    }
    long all = other.finalCount();
    if (all < 0 && !other.mayReset()) {
      finding(how + " tells of an end of the stream, which the peer has not ended");
    } else if (all >= 0 && all != position) {
      finding(how + " tells of the end of the stream at " + position + " of " + all);
    } else {
      world().statistics().count("streams from peers checked to the end");
    }
  }

  /** The disconnect callback may be called once. Event loop only. */
  void checkDisconnectTold() {
    if (disconnectTold) {
      finding("the disconnect callback was called twice");
    }
    disconnectTold = true;
  }

  /** All is over: compares what was sent with what arrived. */
  void reconcile() {
    RandomPeer other = peer;
    if (other != null) {
      stream.reconcile(other.hasSeenEnd() && !lostOnPurpose && !world().allocationsFail());
    }
    retained.releaseAll();
  }
}
