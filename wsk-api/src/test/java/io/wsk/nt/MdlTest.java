package io.wsk.nt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class MdlTest {
  private final ByteBuf buffer = Unpooled.buffer(100, 100);

  @Test
  void describesARangeByAbsoluteIndexes() {
    Mdl mdl = new Mdl(buffer, 10, 20);
    buffer.writeZero(50).skipBytes(40);
    assertThat(mdl.buffer()).isSameAs(buffer);
    assertThat(mdl.startIndex()).isEqualTo(10);
    assertThat(mdl.byteCount()).isEqualTo(20);
    assertThat(mdl.next()).isNull();
    assertThat(buffer.refCnt()).isOne();
  }

  @Test
  void liesWithinItsBuffer() {
    assertThat(new Mdl(buffer, 100, 0).byteCount()).isZero();
    int[][] wrong = {{-1, 1}, {0, 101}, {100, 1}, {1, -1}, {1, Integer.MAX_VALUE}};
    for (int[] range : wrong) {
      assertThatThrownBy(() -> new Mdl(buffer, range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void takesTheReadableOrTheWritablePartOfABuffer() {
    buffer.writeZero(30).skipBytes(5);
    Mdl readable = Mdl.ofReadable(buffer);
    assertThat(readable.startIndex()).isEqualTo(5);
    assertThat(readable.byteCount()).isEqualTo(25);
    Mdl writable = Mdl.ofWritable(buffer);
    assertThat(writable.startIndex()).isEqualTo(30);
    assertThat(writable.byteCount()).isEqualTo(70);
  }

  @Test
  void formsAChainWhoseLengthIsASum() {
    Mdl first = new Mdl(buffer, 0, 10);
    Mdl second = new Mdl(buffer, 50, 20);
    first.setNext(second);
    assertThat(first.next()).isSameAs(second);
    assertThat(first.chainByteCount()).isEqualTo(30);
    assertThat(second.chainByteCount()).isEqualTo(20);
    first.setNext(null);
    assertThat(first.chainByteCount()).isEqualTo(10);
  }

  @Test
  void canBePointedElsewhereAndKeepsItsLink() {
    Mdl next = new Mdl(buffer, 0, 1);
    Mdl mdl = new Mdl(buffer, 0, 10);
    mdl.setNext(next);
    ByteBuf other = Unpooled.buffer(5, 5);
    mdl.reset(other, 1, 4);
    assertThat(mdl.buffer()).isSameAs(other);
    assertThat(mdl.byteCount()).isEqualTo(4);
    assertThat(mdl.next()).isSameAs(next);
    assertThatThrownBy(() -> mdl.reset(other, 1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(mdl.byteCount()).isEqualTo(4);
  }
}
