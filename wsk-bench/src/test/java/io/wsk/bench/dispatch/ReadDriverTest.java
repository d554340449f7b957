package io.wsk.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A receiver that does its work wrongly is noticed. */
class ReadDriverTest {
  private final List<ByteBuf> lost = new ArrayList<>();

  @Test
  void aBufferThatIsNotGivenBackIsNoticed() throws IOException, InterruptedException {
    try (ReadDriver driver = driving(lost::add)) {
      assertThat(driver.run(1)).isFalse();
      lost.forEach(ByteBuf::release);
    }
  }

  @Test
  void whatAReceiverThrowsIsToldAtOnce() throws IOException, InterruptedException {
    RawHandler throwing =
        new RawHandler() {
          @Override
          public void channelRead(ChannelHandlerContext context, Object message) {
            bytes += ((ByteBuf) message).readableBytes();
            ((ByteBuf) message).release();
          }

          @Override
          void readDone() {
            throw new IllegalStateException("on purpose");
          }
        };
    RawReceiver receiver = RawReceiver.open(throwing, false);
    try (ReadDriver driver = Receivers.reads(receiver, 1, Integer.MAX_VALUE)) {
      assertThatThrownBy(() -> driver.run(1)).hasRootCauseMessage("on purpose");
    }
  }

  private static ReadDriver driving(Consumer<ByteBuf> work)
      throws IOException, InterruptedException {
    RawReceiver receiver = RawReceiver.open(new Wrong(work), false);
    return Receivers.reads(receiver, 1, Integer.MAX_VALUE);
  }

  /** Counts rightly, and then does something. */
  private static final class Wrong extends RawHandler {
    private final Consumer<ByteBuf> work;

    Wrong(Consumer<ByteBuf> work) {
      this.work = work;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      bytes += data.readableBytes();
      work.accept(data);
    }
  }
}
