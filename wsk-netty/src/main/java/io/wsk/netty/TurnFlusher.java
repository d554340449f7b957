package io.wsk.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Flushes a channel once for all that was written in one turn of the loop, or in answer to one
 * read: each flush is a system call. Loop only.
 */
final class TurnFlusher {
  private final EventLoop loop;
  private final Runnable refill;
  private final Runnable flushTask = this::flushAtEndOfTurn;
  private @Nullable ChannelHandlerContext transport;
  private boolean inRead;
  private boolean wanted;
  private boolean scheduled;
  private boolean flushing;

  /**
   * A flusher.
   *
   * @param refill writes what has been waiting for room; run after each flush
   */
  TurnFlusher(EventLoop loop, Runnable refill) {
    this.loop = loop;
    this.refill = refill;
  }

  /** Where to flush. */
  void attach(ChannelHandlerContext newTransport) {
    transport = newTransport;
  }

  /** Where to write; null before there is a channel. */
  @Nullable ChannelHandlerContext transport() {
    return transport;
  }

  /** The transport begins to tell what it has read; {@link #readComplete} will follow. */
  void reading() {
    // Looked at first: a read brings many messages, and a store that is not made is the cheapest.
    if (!inRead) {
      inRead = true;
    }
  }

  /** The transport has told all it has read: what it has been answered leaves now. */
  void readComplete() {
    inRead = false;
    if (wanted) {
      flush();
    }
  }

  /** Something has been written. */
  void written() {
    wanted = true;
    if (!inRead && !scheduled && !flushing) {
      scheduled = true;
      loop.execute(flushTask);
    }
  }

  /** The transport has room again, or has none. */
  void writabilityChanged() {
    refill.run();
    // Within flush() the loop there goes on with what has been written.
    if (wanted && !flushing && !inRead) {
      flush();
    }
  }

  /** What has been written leaves at once. Within a flush, the flush goes on with it. */
  void push() {
    flush();
  }

  private void flushAtEndOfTurn() {
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
        context.flush();
        refill.run();
      }
    } finally {
      flushing = false;
    }
  }
}
