package io.wsk.netty;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Flushes a channel once for all that was written in one turn of the loop, or in answer to one
 * read: each flush is a system call. Loop only.
 */
final class TurnFlusher implements Runnable {
  /** Who writes. */
  interface Writer {
    /** Writes what has been waiting for room. */
    void refill();
  }

  private final Writer writer;
  private @Nullable ChannelHandlerContext transport;
  private boolean inRead;
  private boolean wanted;
  private boolean scheduled;
  private boolean flushing;

  /**
   * A flusher.
   *
   * @param writer is asked for more after each flush
   */
  TurnFlusher(Writer writer) {
    this.writer = writer;
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

  /** Something has been written to the transport. */
  void written(ChannelHandlerContext context) {
    wanted = true;
    if (!inRead && !scheduled && !flushing) {
      scheduled = true;
      context.executor().execute(this);
    }
  }

  /** The transport has room again, or has none. */
  void writabilityChanged() {
    writer.refill();
    // Within flush() the loop there goes on with what has been written.
    if (wanted && !flushing && !inRead) {
      flush();
    }
  }

  /** What has been written leaves at once. Within a flush, the flush goes on with it. */
  void push() {
    flush();
  }

  /** The end of a turn: what it has written leaves. */
  @Override
  public void run() {
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
        writer.refill();
      }
    } finally {
      flushing = false;
    }
  }
}
