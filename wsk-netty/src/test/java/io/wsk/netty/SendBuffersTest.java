package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import io.wsk.api.WskBuf;
import io.wsk.nt.Mdl;
import io.wsk.tck.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that the transport cannot be given leaves no reference to the pieces that were fine. */
class SendBuffersTest {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final ByteBuf first = Unpooled.copiedBuffer(Bytes.of("first "));
  private final ByteBuf second = Unpooled.copiedBuffer(Bytes.of("second"));

  @AfterEach
  void nothingIsLeft() {
    assertThat(first.refCnt()).as("the client's own reference").isEqualTo(1);
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    first.release();
  }

  private WskBuf run() {
    Mdl head = Mdl.ofReadable(first);
    head.setNext(Mdl.ofReadable(second));
    return new WskBuf(head, 0, 12);
  }

  @Test
  void aRunInPiecesIsGatheredAndLetGo() {
    for (boolean whole : new boolean[] {false, true}) {
      WskBuf run = run();
      ByteBuf taken =
          whole
              ? SendBuffers.single(run, new SendWindow(), allocator)
              : SendBuffers.view(run, allocator);
      assertThat(Bytes.first(taken, 12)).isEqualTo(Bytes.of("first second"));
      assertThat(first.refCnt()).isEqualTo(whole ? 1 : 2);
      taken.release();
    }
    second.release();
  }

  @Test
  void aPieceThatTheClientHasFreedKeepsNoOther() {
    WskBuf run = run();
    second.release();
    assertThatThrownBy(() -> SendBuffers.view(run, allocator))
        .isInstanceOf(IllegalReferenceCountException.class);
    assertThatThrownBy(() -> SendBuffers.single(run, new SendWindow(), allocator))
        .isInstanceOf(IllegalReferenceCountException.class);
    assertThatThrownBy(() -> SendBuffers.view(run, new SendWindow(), allocator))
        .isInstanceOf(IllegalReferenceCountException.class);
  }

  @Test
  void oneDatagramAtATimeIsSentThroughTheWindow() {
    SendWindow window = new SendWindow();
    ByteBuf memory = allocator.directBuffer().writeBytes(first, 0, 6);
    WskBuf datagram = WskBuf.ofReadable(memory);
    ByteBuf one = SendBuffers.single(datagram, window, allocator);
    assertThat(one).isSameAs(window);
    ByteBuf other = SendBuffers.single(datagram, window, allocator);
    assertThat(other).isNotSameAs(window).isEqualTo(one).isEqualTo(memory);
    one.release();
    other.release();
    assertThat(window.isClosed()).isTrue();
    assertThat(memory.refCnt()).isEqualTo(1);
    memory.release();
    second.release();
  }
}
