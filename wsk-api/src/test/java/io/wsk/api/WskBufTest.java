package io.wsk.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.nt.Mdl;
import org.junit.jupiter.api.Test;

class WskBufTest {
  private final ByteBuf memory = Unpooled.buffer(100, 100);

  private Mdl chain(int first, int second) {
    Mdl head = new Mdl(memory, 0, first);
    head.setNext(new Mdl(memory, 0, second));
    return head;
  }

  private static boolean valid(Mdl mdl, int offset, long length) {
    return new WskBuf(mdl, offset, length).isValid();
  }

  @Test
  void isValidWithinASingleMdl() {
    Mdl mdl = new Mdl(memory, 0, 10);
    assertThat(valid(mdl, 0, 10)).isTrue();
    assertThat(valid(mdl, 4, 6)).isTrue();
    assertThat(valid(mdl, 10, 0)).isTrue();
    assertThat(valid(mdl, 4, 7)).isFalse();
    assertThat(valid(mdl, 0, 11)).isFalse();
    assertThat(valid(mdl, 11, 0)).isFalse();
  }

  @Test
  void isValidWithinAChainButWithItsOffsetInTheFirstMdl() {
    Mdl mdl = chain(10, 20);
    assertThat(valid(mdl, 0, 30)).isTrue();
    assertThat(valid(mdl, 9, 21)).isTrue();
    assertThat(valid(mdl, 9, 22)).isFalse();
    assertThat(valid(mdl, 11, 1)).isFalse();
  }

  @Test
  void isNotValidWithNegativeOrHugeNumbers() {
    Mdl mdl = chain(10, 20);
    assertThat(valid(mdl, -1, 1)).isFalse();
    assertThat(valid(mdl, 0, -1)).isFalse();
    assertThat(valid(mdl, 0, Long.MAX_VALUE)).isFalse();
    assertThat(valid(mdl, 5, Long.MAX_VALUE)).isFalse();
    assertThat(valid(mdl, Integer.MIN_VALUE, Long.MIN_VALUE)).isFalse();
  }

  @Test
  void needsNoMdlForNoBytes() {
    assertThat(WskBuf.empty().isValid()).isTrue();
    assertThat(WskBuf.empty().length()).isZero();
    assertThat(valid(null, 0, 1)).isFalse();
    assertThat(valid(null, 1, 0)).isFalse();
  }

  @Test
  void describesPartsOfABufferWithoutMovingItsIndexes() {
    memory.writeZero(30).skipBytes(5);
    assertThat(WskBuf.ofReadable(memory).length()).isEqualTo(25);
    assertThat(WskBuf.ofWritable(memory).length()).isEqualTo(70);
    assertThat(WskBuf.ofReadable(memory).isValid()).isTrue();
    assertThat(WskBuf.ofWritable(memory).isValid()).isTrue();
    assertThat(memory.readerIndex()).isEqualTo(5);
    assertThat(memory.writerIndex()).isEqualTo(30);
  }

  @Test
  void canBePointedElsewhere() {
    WskBuf buffer = WskBuf.empty();
    Mdl mdl = new Mdl(memory, 0, 10);
    buffer.reset(mdl, 2, 3);
    assertThat(buffer.mdl()).isSameAs(mdl);
    assertThat(buffer.offset()).isEqualTo(2);
    assertThat(buffer.length()).isEqualTo(3);
  }
}
