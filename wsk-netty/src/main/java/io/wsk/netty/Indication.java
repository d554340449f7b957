package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.nt.NtStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Received memory that is lent to a client: what data indications and datagram indications have in
 * common.
 *
 * <pre>
 *   lent ------ callback returns PENDING ------> retained --- release, any thread ---> released
 *    | \--- release inside the callback -----------------------------------------------^
 *    \--- callback takes or declines it --> lent again, for another buffer
 * </pre>
 *
 * <p>A release inside the callback only marks the node: what the callback returns decides about the
 * memory, which the loop then frees. So a client that releases a buffer and then declines it loses
 * no data. The two steps that race (the loop moving to retained, another thread to released) are
 * compare-and-set; whoever finds the other there first frees the memory, once.
 */
abstract class Indication {
  private static final int LENT = 0;
  private static final int RETAINED = 1;
  private static final int RELEASED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Indication.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private ByteBuf memory;
  private @Nullable IndicationBuffer parts;

  /**
   * Whether buffer and MDL are pointed at the memory. They are when the client asks for them, which
   * one that counts bytes never does.
   */
  private boolean pointed;

  @SuppressWarnings("unused") // through STATE
  private int state = LENT;

  /** A node over memory. */
  Indication(ByteBuf memory) {
    this.memory = memory;
  }

  /**
   * Lends the node again, for another buffer. Loop only, when it is lent and no callback has it.
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  final void lendMemory(ByteBuf newMemory) {
    // With a pool it mostly is the one that came back last. A reference that is not stored is one
    // that the collector need not be told of.
    if (memory != newMemory) {
      memory = newMemory;
    }
    if (pointed) {
      pointed = false;
    }
  }

  /** The memory that is lent; the loop's, while the node is not retained. */
  final ByteBuf memory() {
    return memory;
  }

  /**
   * The callback has returned PENDING.
   *
   * @return false if the client has released the node already: the caller frees the memory
   */
  final boolean retain() {
    return STATE.compareAndSet(this, LENT, RETAINED);
  }

  /** Whether the node has been released, and so is not to be lent again. */
  final boolean isReleased() {
    return (int) STATE.getAcquire(this) == RELEASED;
  }

  /** Whether it was the client who has released the node inside the callback. */
  boolean wasReleasedByClient() {
    return isReleased();
  }

  /**
   * Whether a release makes sense: the node was kept by its callback, or is in it. One that is lent
   * while no callback has it is free to be lent again, and a release of it is one too many.
   */
  final boolean isReleasable() {
    if ((int) STATE.getAcquire(this) == LENT && isInCallback()) {
      return true;
    }
    // Another thread may have seen it lent, and then that the callback had returned. What the
    // callback answered was known before that, so it is seen now.
    return (int) STATE.getAcquire(this) == RETAINED;
  }

  /** Answers a release of a node that cannot be released on a socket: says so to all who ask. */
  static NtStatus refuseRelease(SocketBase socket, Object node) {
    CallbackErrors.clientError(
        socket, "REV-07", "WskRelease of an indication that is not retained on this socket");
    socket.verifier().releaseRefused(socket, node);
    return NtStatus.STATUS_INVALID_PARAMETER;
  }

  /** Whether a callback that may have been lent the node is in progress. Any thread. */
  abstract boolean isInCallback();

  /** Whether the node is lent: inside its callback, or free to be lent again. */
  final boolean isLent() {
    return (int) STATE.getAcquire(this) == LENT;
  }

  /**
   * Takes a node that is lent out of use, as a release inside the callback does.
   *
   * @return false if the client has released it
   */
  final boolean markReleased() {
    return STATE.compareAndSet(this, LENT, RELEASED);
  }

  /**
   * The client releases this node. Any thread.
   *
   * @return false if it had been released before
   */
  boolean release() {
    // In a loop: between the two attempts the callback may return, and lent becomes retained.
    while (isReleasable()) {
      if (STATE.compareAndSet(this, RETAINED, RELEASED)) {
        // The client may have changed buffer and MDL, which are its to use; the memory is what we
        // lent. The node itself is never lent again, so that a second release is always noticed.
        ByteBuf returned = memory;
        int bytes = returned.readableBytes();
        SpareBuffers.give(parts);
        memory = Unpooled.EMPTY_BUFFER;
        parts = null;
        returned.release();
        returned(bytes);
        return true;
      }
      if (STATE.compareAndSet(this, LENT, RELEASED)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A retained node has been released. Any thread.
   *
   * @param bytes how many it held
   */
  abstract void returned(int bytes);

  /** The buffer over the memory, pointed at it when it is asked for. */
  final WskBuf lentBuffer() {
    IndicationBuffer current = parts;
    if (current == null) {
      current = SpareBuffers.get();
      parts = current;
    }
    if (!pointed) {
      pointed = true;
      current.pointAt(memory);
    }
    return current.buffer();
  }
}
