package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One receive buffer as the client sees it.
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
final class DataIndication implements WskDataIndication {
  private static final int LENT = 0;
  private static final int RETAINED = 1;
  private static final int RELEASED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(DataIndication.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ReceivePath owner;
  private ByteBuf memory;
  private @Nullable IndicationBuffer parts;
  private @Nullable WskDataIndication next;

  @SuppressWarnings("unused") // through STATE
  private int state = LENT;

  DataIndication(ReceivePath owner, ByteBuf memory, IndicationBuffer parts) {
    this.owner = owner;
    this.memory = memory;
    this.parts = parts;
    parts.outdate();
  }

  /**
   * Lends the node again, for another buffer. Loop only, when it is lent and no callback has it.
   */
  void lend(ByteBuf newMemory) {
    memory = newMemory;
    next = null;
    IndicationBuffer current = parts;
    if (current != null) {
      current.outdate();
    }
  }

  /**
   * The callback has returned PENDING.
   *
   * @return false if the client has released the node already: the caller frees the memory
   */
  boolean retain() {
    return STATE.compareAndSet(this, LENT, RETAINED);
  }

  /** Whether the client has released the node inside the callback. */
  boolean isReleased() {
    return (int) STATE.getAcquire(this) == RELEASED;
  }

  /**
   * The client releases this node. Any thread.
   *
   * @return false if it had been released before
   */
  boolean release() {
    // In a loop: between the two attempts the callback may return, and lent becomes retained.
    while (!isReleased()) {
      if (STATE.compareAndSet(this, RETAINED, RELEASED)) {
        // The client may have changed buffer and MDL, which are its to use; the memory is what we
        // lent. The node itself is never lent again, so that a second release is always noticed.
        ByteBuf returned = memory;
        int bytes = returned.readableBytes();
        IndicationBuffer spare = parts;
        memory = Unpooled.EMPTY_BUFFER;
        parts = null;
        returned.release();
        owner.released(bytes, spare);
        return true;
      }
      if (STATE.compareAndSet(this, LENT, RELEASED)) {
        return true;
      }
    }
    return false;
  }

  boolean isOwnedBy(ReceivePath path) {
    return owner == path;
  }

  @Override
  public @Nullable WskDataIndication next() {
    return next;
  }

  @Override
  public void setNext(@Nullable WskDataIndication newNext) {
    next = newNext;
  }

  @Override
  public WskBuf buffer() {
    IndicationBuffer current = parts;
    if (current == null) {
      current = new IndicationBuffer();
      parts = current;
    }
    return current.over(memory);
  }
}
