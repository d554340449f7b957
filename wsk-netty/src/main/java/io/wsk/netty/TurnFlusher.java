package io.wsk.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A channel's handler that flushes once for all that was written in one turn of the loop, or in
 * answer to one read: each flush is a system call. Much does not wait for the end of a read: while
 * it is in the processor's cache it is cheaper to send, and the peer can begin with it. Loop only.
 */
abstract class TurnFlusher extends ChannelInboundHandlerAdapter implements Runnable {
  /** How much is sent before the read is complete: as much as the largest read brings, in bytes. */
  static final int MUCH = 64 * 1024;

  private @Nullable ChannelHandlerContext transport;
  private boolean inRead;
  private boolean wanted;
  private boolean scheduled;
  private boolean flushing;

  /** Bytes that have been written, and not been flushed. */
  private int unflushed;

  /** Writes what has been waiting for room; called after each flush. */
  abstract void refill();

  @Override
  public final void handlerAdded(ChannelHandlerContext context) {
    transport = context;
  }

  /** Where to write; null before there is a channel. */
  final @Nullable ChannelHandlerContext transport() {
    return transport;
  }

  /** The transport begins to tell what it has read; {@link #channelReadComplete} will follow. */
  final void reading() {
    // Looked at first: a read brings many messages, and a store that is not made is the cheapest.
    if (!inRead) {
      inRead = true;
    }
  }

  /** Some of what the transport has read has been told, and maybe answered: much leaves now. */
  final void told() {
    if (unflushed >= MUCH) {
      flush();
    }
  }

  /** The transport has told all it has read: what it has been answered leaves now. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    inRead = false;
    if (wanted) {
      flush();
    }
  }

  /**
   * Something has been written to the transport.
   *
   * @param bytes how many count towards {@link #MUCH}: none of what is better sent in one flush
   */
  final void written(ChannelHandlerContext context, int bytes) {
    wanted = true;
    unflushed += bytes;
    if (!inRead && !scheduled && !flushing) {
      scheduled = true;
      context.executor().execute(this);
    }
  }

  /** The transport has room again, or has none. */
  @Override
  public final void channelWritabilityChanged(ChannelHandlerContext context) {
    refill();
    // Within flush() the loop there goes on with what has been written.
    if (wanted && !flushing && !inRead) {
      flush();
    }
  }

  /** What has been written leaves at once. Within a flush, the flush goes on with it. */
  final void push() {
    flush();
  }

  /** The end of a turn: what it has written leaves. */
  @Override
  public final void run() {
    scheduled = false;
    if (wanted) {
      flush();
    }
  }

  private void flush() {
    ChannelHandlerContext context = transport;
    if (context == null || flushing) {
      return;
    }
    flushing = true;
    try {
      while (wanted) {
        wanted = false;
        unflushed = 0;
        context.flush();
        refill();
      }
    } finally {
      flushing = false;
    }
  }
}
