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

  @Test
  void aBufferThatHasComeBackIsTheNextOne() throws IOException, InterruptedException {
    List<ByteBuf> seen = new ArrayList<>();
    run(
        3,
        data -> {
          seen.add(data);
          data.release();
        });
    // The first of all is the byte by which the connection showed that it stands.
    assertThat(seen).hasSize(4);
    assertThat(seen.get(2)).isSameAs(seen.get(1));
    assertThat(seen.get(3)).isSameAs(seen.get(1));
  }

  @Test
  void aBufferThatIsKeptIsNotBroughtAgain() throws IOException, InterruptedException {
    run(3, lost::add);
    assertThat(lost).hasSize(4);
    assertThat(lost.get(2)).isNotSameAs(lost.get(1));
    assertThat(lost.get(3)).isNotSameAs(lost.get(1)).isNotSameAs(lost.get(2));
    lost.forEach(ByteBuf::release);
  }

  /** One read. */
  private static void run(int buffers, Consumer<ByteBuf> work)
      throws IOException, InterruptedException {
    RawReceiver receiver = RawReceiver.open(new Wrong(work), false);
    try (ReadDriver driver = Receivers.reads(receiver, buffers, Integer.MAX_VALUE)) {
      boolean unused = driver.run(buffers);
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
