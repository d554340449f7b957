package io.wsk.bench.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a raw Netty receiver does with what it gets. Loop only. */
abstract class RawHandler extends ChannelInboundHandlerAdapter {
  final CompletableFuture<Channel> added = new CompletableFuture<>();
  long bytes;
  private @Nullable Sink sink;

  /** Has what is sent end in a sink. Before there is a channel. */
  final void sendTo(Sink newSink) {
    sink = newSink;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Sink end = sink;
    if (end != null) {
      context.pipeline().addFirst(end);
    }
    added.complete(context.channel());
  }

  /** A read has been fired, to its end. */
  void readDone() {}

  /** Gives back what has been kept. */
  void finish() {}

  /** Counts bytes and releases the buffer. */
  static final class Taking extends RawHandler {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      bytes += data.readableBytes();
      data.release();
    }
  }

  /** Takes one half, and copies the other to memory of its own. */
  static final class TakingParts extends RawHandler {
    private final ByteBuf own = Unpooled.wrappedBuffer(new byte[Messages.BYTES]);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      int length = data.readableBytes();
      int taken = length / 2;
      own.setBytes(0, data, data.readerIndex() + taken, length - taken);
      bytes += length;
      data.release();
    }
  }

  /** Keeps each buffer until the next has come. */
  static final class Keeping extends RawHandler {
    private @Nullable ByteBuf kept;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      finish();
      ByteBuf data = (ByteBuf) message;
      bytes += data.readableBytes();
      kept = data;
    }

    @Override
    void finish() {
      ByteBuf last = kept;
      kept = null;
      if (last != null) {
        last.release();
      }
    }
  }

  /** Sends everything back; who counts is the {@link Sink}. */
  static final class Echoing extends RawHandler {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  /** Holds what a read brings, then copies it to memory of its own. */
  static final class Holding extends RawHandler {
    private final ArrayDeque<ByteBuf> held = new ArrayDeque<>();
    private final ByteBuf own;
    private boolean ready;

    Holding(int bytesPerRead) {
      own = Unpooled.wrappedBuffer(new byte[bytesPerRead]);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      held.add((ByteBuf) message);
      if (!ready) {
        // The byte that shows that the connection stands.
        ready = true;
        readDone();
      }
    }

    @Override
    void readDone() {
      int offset = 0;
      ByteBuf data;
      while ((data = held.poll()) != null) {
        int length = data.readableBytes();
        own.setBytes(offset, data, data.readerIndex(), length);
        offset += length;
        data.release();
      }
      bytes += offset;
    }
  }
}
