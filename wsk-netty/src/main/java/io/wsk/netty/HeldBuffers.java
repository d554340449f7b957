package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that have been read and not taken, in order. One is the rule; more come only when a
 * transport hands over what the kernel held although reading was off (epoll, at the end of the
 * stream), so the queue behind the first is made only then.
 */
final class HeldBuffers {
  /** Holds nothing, for ever: what a connection has until it holds something. */
  static final HeldBuffers NONE = new HeldBuffers();

  private @Nullable ByteBuf first;
  private @Nullable ArrayDeque<ByteBuf> more;

  /** The one to add to: this one, or a new one instead of {@link #NONE}. */
  HeldBuffers orNew() {
    return this == NONE ? new HeldBuffers() : this;
  }

  private void checkNotNone() {
    if (this == NONE) {
      throw new IllegalStateException("added to what all connections share");
    }
  }

  boolean isEmpty() {
    return first == null;
  }

  ByteBuf first() {
    ByteBuf head = first;
    if (head == null) {
      throw new IllegalStateException("nothing is held");
    }
    return head;
  }

  void addLast(ByteBuf data) {
    checkNotNone();
    if (first == null) {
      first = data;
    } else {
      queue().addLast(data);
    }
  }

  /** Whether more can be {@linkplain #append appended} without a further buffer. */
  boolean hasRoom() {
    ByteBuf head = first;
    return head == null || (head.isWritable() && (more == null || more.isEmpty()));
  }

  /** As {@link #addLast}, but copies into the buffer that is held if it fits, and releases it. */
  void append(ByteBuf data) {
    ByteBuf head = first;
    if (head != null && hasRoom() && head.writableBytes() >= data.readableBytes()) {
      head.writeBytes(data);
      data.release();
    } else {
      addLast(data);
    }
  }

  void addFirst(ByteBuf data) {
    checkNotNone();
    ByteBuf head = first;
    if (head != null) {
      queue().addFirst(head);
    }
    first = data;
  }

  ByteBuf removeFirst() {
    ByteBuf head = first();
    ArrayDeque<ByteBuf> behind = more;
    first = behind == null ? null : behind.poll();
    return head;
  }

  void releaseAll() {
    while (!isEmpty()) {
      removeFirst().release();
    }
  }

  /** Bytes held. */
  long bytes() {
    ByteBuf head = first;
    long total = head == null ? 0 : head.readableBytes();
    if (more != null) {
      for (ByteBuf data : more) {
        total += data.readableBytes();
      }
    }
    return total;
  }

  private ArrayDeque<ByteBuf> queue() {
    ArrayDeque<ByteBuf> behind = more;
    if (behind == null) {
      behind = new ArrayDeque<>(4);
      more = behind;
    }
    return behind;
  }
}
