package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldBuffersTest {
  private final HeldBuffers held = new HeldBuffers();
  private final List<ByteBuf> made = new ArrayList<>();

  private ByteBuf data(int bytes) {
    ByteBuf buffer = Unpooled.buffer(Math.max(1, bytes)).writeZero(bytes);
    made.add(buffer);
    return buffer;
  }

  @AfterEach
  void nothingIsLeftBehind() {
    held.releaseAll();
    made.stream().filter(buffer -> buffer.refCnt() > 0).forEach(ByteBuf::release);
  }

  @Test
  void atFirstNothingIsHeld() {
    assertThat(held.isEmpty()).isTrue();
    assertThat(held.bytes()).isZero();
    assertThatThrownBy(held::first).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(held::removeFirst).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatAllConnectionsShareStaysEmpty() {
    ByteBuf one = data(1);
    assertThatThrownBy(() -> HeldBuffers.NONE.addLast(one))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> HeldBuffers.NONE.addFirst(one))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> HeldBuffers.NONE.append(one))
        .isInstanceOf(IllegalStateException.class);
    HeldBuffers.NONE.releaseAll();
    assertThat(HeldBuffers.NONE.isEmpty()).isTrue();
    assertThat(HeldBuffers.NONE.hasRoom()).isTrue();
    assertThat(one.refCnt()).isEqualTo(1);
  }

  @Test
  void aConnectionGetsItsOwnWithTheFirstAndKeepsIt() {
    HeldBuffers own = HeldBuffers.NONE.orNew();
    assertThat(own).isNotSameAs(HeldBuffers.NONE).isNotSameAs(HeldBuffers.NONE.orNew());
    assertThat(own.orNew()).isSameAs(own);
  }

  @Test
  void buffersComeBackInTheirOrder() {
    ByteBuf one = data(1);
    ByteBuf two = data(2);
    ByteBuf three = data(3);
    held.addLast(one);
    held.addLast(two);
    held.addLast(three);
    assertThat(held.bytes()).isEqualTo(6);
    assertThat(held.first()).isSameAs(one);
    assertThat(held.removeFirst()).isSameAs(one);
    assertThat(held.removeFirst()).isSameAs(two);
    assertThat(held.removeFirst()).isSameAs(three);
    assertThat(held.isEmpty()).isTrue();
    assertThat(held.bytes()).isZero();
  }

  @Test
  void whatIsGivenBackComesFirst() {
    ByteBuf one = data(1);
    ByteBuf two = data(2);
    ByteBuf three = data(3);
    held.addLast(two);
    held.addLast(three);
    held.addFirst(one);
    assertThat(held.removeFirst()).isSameAs(one);
    assertThat(held.removeFirst()).isSameAs(two);
    held.addFirst(two);
    assertThat(held.removeFirst()).isSameAs(two);
    assertThat(held.removeFirst()).isSameAs(three);
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void givenBackToAnEmptyOneItIsTheOnlyOne() {
    ByteBuf one = data(1);
    held.addFirst(one);
    assertThat(held.removeFirst()).isSameAs(one);
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void itGoesOnAfterItHasBeenEmpty() {
    held.addLast(data(1));
    held.addLast(data(1));
    held.removeFirst();
    held.removeFirst();
    ByteBuf later = data(4);
    held.addLast(later);
    held.addLast(data(5));
    assertThat(held.bytes()).isEqualTo(9);
    assertThat(held.first()).isSameAs(later);
  }

  @Test
  void onlyWhatIsReadableCounts() {
    ByteBuf partly = data(10);
    partly.skipBytes(4);
    held.addLast(partly);
    held.addLast(data(1));
    assertThat(held.bytes()).isEqualTo(7);
  }

  @Test
  void releaseAllReleasesEachOnceAndOnlyWhatIsHeld() {
    ByteBuf taken = data(1);
    ByteBuf second = data(2);
    ByteBuf third = data(3);
    held.addLast(taken);
    held.addLast(second);
    held.addLast(third);
    held.removeFirst();
    second.retain();
    held.releaseAll();
    assertThat(taken.refCnt()).isEqualTo(1);
    assertThat(second.refCnt()).isEqualTo(1);
    assertThat(third.refCnt()).isZero();
    assertThat(held.isEmpty()).isTrue();
    held.releaseAll();
    assertThat(second.refCnt()).isEqualTo(1);
  }

  private ByteBuf roomy(int bytes, int capacity) {
    ByteBuf buffer = Unpooled.buffer(capacity).writeZero(bytes);
    made.add(buffer);
    return buffer;
  }

  @Test
  void whatFitsIsCopiedIntoTheBufferThatIsHeld() {
    ByteBuf first = roomy(1, 10);
    ByteBuf second = Unpooled.buffer().writeBytes(new byte[] {7, 8});
    made.add(second);
    held.append(first);
    assertThat(held.hasRoom()).isTrue();
    held.append(second);
    assertThat(second.refCnt()).as("references to what was copied").isZero();
    assertThat(held.hasRoom()).isTrue();
    assertThat(held.first()).isSameAs(first).isEqualTo(Unpooled.copiedBuffer(new byte[] {0, 7, 8}));
    held.removeFirst();
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void aBufferThatIsFullHasNoRoom() {
    held.append(roomy(9, 10));
    held.append(data(1));
    assertThat(held.bytes()).isEqualTo(10);
    assertThat(held.hasRoom()).isFalse();
  }

  @Test
  void whatDoesNotFitIsHeldBehindAndNothingFitsAfterIt() {
    held.append(roomy(5, 10));
    ByteBuf large = data(6);
    held.append(large);
    assertThat(held.hasRoom()).isFalse();
    ByteBuf small = data(1);
    held.append(small);
    assertThat(held.bytes()).isEqualTo(12);
    held.removeFirst();
    assertThat(held.removeFirst()).isSameAs(large);
    assertThat(held.removeFirst()).isSameAs(small);
  }
}
