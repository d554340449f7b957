package io.wsk.netty;

import static io.wsk.netty.TurnFlusher.MUCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When what has been written leaves: a flush is a system call. */
class TurnFlusherTest {
  private final Flushes flushes = new Flushes();
  private final Flusher flusher = new Flusher();
  private final EmbeddedChannel channel = new EmbeddedChannel(flushes, flusher);

  @AfterEach
  void nothingIsLeft() {
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void aReadIsAnsweredWithOneFlushAtItsEnd() {
    flusher.reading();
    write(MUCH / 2);
    flusher.told();
    write(MUCH / 2 - 1);
    flusher.told();
    assertThat(flushes.count).isZero();
    channel.pipeline().fireChannelReadComplete();
    assertThat(flushes.count).isEqualTo(1);
  }

  @Test
  void muchLeavesBeforeTheReadIsComplete() {
    flusher.reading();
    write(MUCH / 2);
    write(MUCH / 2);
    assertThat(flushes.count).as("flushes inside of a callback").isZero();
    flusher.told();
    assertThat(flushes.count).as("flushes when it has returned").isEqualTo(1);
    channel.pipeline().fireChannelReadComplete();
    assertThat(flushes.count).as("flushes of nothing").isEqualTo(1);
  }

  @Test
  void whatHasLeftDoesNotCountAgain() {
    flusher.reading();
    write(MUCH);
    flusher.told();
    write(1);
    flusher.told();
    assertThat(flushes.count).isEqualTo(1);
    channel.pipeline().fireChannelReadComplete();
    assertThat(flushes.count).isEqualTo(2);
  }

  @Test
  void whatIsWrittenOutsideOfAReadLeavesAtTheEndOfTheTurn() {
    write(MUCH);
    write(MUCH);
    assertThat(flushes.count).isZero();
    channel.runPendingTasks();
    assertThat(flushes.count).isEqualTo(1);
  }

  @Test
  void aConnectionLooksAfterEachBufferThatItWasTold() {
    ConnectionHandler handler = UnconnectedHandler.make();
    EmbeddedChannel own = new EmbeddedChannel(flushes, handler);
    handler.reading();
    handler.written(own.pipeline().context(handler), MUCH);
    own.pipeline().fireChannelRead(Unpooled.wrappedBuffer(new byte[1]));
    assertThat(flushes.count).isEqualTo(1);
    handler.receives().free();
    assertThat(own.finish()).isFalse();
  }

  private void write(int bytes) {
    flusher.written(channel.pipeline().context(flusher), bytes);
  }

  private static final class Flusher extends TurnFlusher {
    @Override
    void refill() {}
  }

  /** Added to two channels at a time, which share nothing but the count. */
  @Sharable
  private static final class Flushes extends ChannelOutboundHandlerAdapter {
    private int count;

    @Override
    public void flush(ChannelHandlerContext context) {
      count++;
      context.flush();
    }
  }
}
