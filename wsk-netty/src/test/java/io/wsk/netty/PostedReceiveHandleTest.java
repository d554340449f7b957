package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nothing is posted a connection is read as Netty reads by itself: as much, and as often. */
@SuppressWarnings("deprecation") // what Netty reads with still has it
class PostedReceiveHandleTest {
  /** What one turn after the other brings, in bytes: each turn reads until there is no more. */
  private static final List<Integer> TURNS =
      List.of(64, 100, 2048, 70_000, 5_000_000, 65_536, 200, 7, 7, 7, 7, 7, 1, 900, 900);

  @Test
  void sizesAndTurnsAreThoseOfNettysOwnHandle() {
    RecvByteBufAllocator.Handle nettys =
        new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(16).newHandle();
    assertThat(reads(UnconnectedHandler.make().newHandle()))
        .isEqualTo(reads(nettys))
        .contains(1024, 2048, 65_536);
  }

  /** The size of each read's memory, and a 0 where the loop's other channels have their turn. */
  private static List<Integer> reads(RecvByteBufAllocator.Handle handle) {
    EmbeddedChannel channel = new EmbeddedChannel();
    List<Integer> sizes = new ArrayList<>();
    for (int available : TURNS) {
      turn(handle, channel.config(), available, sizes);
      sizes.add(0);
    }
    assertThat(channel.finish()).isFalse();
    return sizes;
  }

  private static void turn(
      RecvByteBufAllocator.Handle handle,
      ChannelConfig config,
      int available,
      List<Integer> sizes) {
    int left = available;
    handle.reset(config);
    do {
      ByteBuf memory = handle.allocate(UnpooledByteBufAllocator.DEFAULT);
      int size = memory.writableBytes();
      memory.release();
      sizes.add(size);
      handle.attemptedBytesRead(size);
      handle.lastBytesRead(Math.min(size, left));
      left -= handle.lastBytesRead();
      handle.incMessagesRead(1);
    } while (handle.continueReading());
    handle.readComplete();
  }
}
