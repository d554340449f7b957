package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatagramRoomTest {
  private static final int BYTES = 1024;
  private static final int MANY = 4;
  private static final int PER_READ = 6;

  private final ByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final DatagramRoom settings = new DatagramRoom(channel, PER_READ);
  private final ExtendedHandle socket = handle(settings);
  private final ExtendedHandle otherSocket = handle(new DatagramRoom(channel, PER_READ));

  private static ExtendedHandle handle(DatagramRoom room) {
    room.resize(BYTES, MANY);
    return (ExtendedHandle) room.newHandle();
  }

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  /** As the end of an event loop does. */
  @AfterEach
  void endThread() {
    FastThreadLocal.removeAll();
    channel.finishAndReleaseAll();
  }

  @Test
  void theNextReadUsesTheRoomAgain() {
    ByteBuf room = socket.allocate(allocator);
    room.writeLong(1).release();
    ByteBuf next = otherSocket.allocate(allocator);
    assertThat(next).isSameAs(room);
    assertThat(next.writableBytes()).isEqualTo(MANY * BYTES).isEqualTo(socket.guess());
    next.release();
  }

  @Test
  void whatSomebodyStillHasIsNotReadInto() {
    ByteBuf room = socket.allocate(allocator);
    ByteBuf part = room.writeLong(1).readRetainedSlice(Long.BYTES);
    room.release();
    ByteBuf next = socket.allocate(allocator);
    next.writeLong(2).release();
    assertThat(next).isNotSameAs(room);
    assertThat(part.getLong(0)).isEqualTo(1);
    part.release();
    assertThat(room.refCnt()).isZero();
  }

  @Test
  void aReadThatIsStillUnderWayKeepsItsRoom() {
    ByteBuf room = socket.allocate(allocator);
    ByteBuf next = socket.allocate(allocator);
    assertThat(next).isNotSameAs(room);
    room.release();
    next.release();
    assertThat(room.refCnt()).isZero();
    assertThat(next.refCnt()).isEqualTo(1);
  }

  @Test
  void roomOfAnotherSizeIsGivenBack() {
    ByteBuf room = socket.allocate(allocator);
    room.release();
    settings.resize(BYTES, 1);
    ByteBuf smaller = socket.allocate(allocator);
    assertThat(smaller.writableBytes()).isEqualTo(BYTES);
    assertThat(room.refCnt()).isZero();
    smaller.release();
  }

  @Test
  void theRoomGoesWithTheThread() {
    ByteBuf room = socket.allocate(allocator);
    room.release();
    assertThat(room.refCnt()).isEqualTo(1);
    FastThreadLocal.removeAll();
    assertThat(room.refCnt()).isZero();
  }

  @Test
  void anIdleLoopGivesTheRoomBackAndWaitsForNothing() {
    ByteBuf room = socket.allocate(allocator);
    room.release();
    pass(ReadRoom.IDLE_MILLIS);
    // There was a read in that time, and in the next.
    ByteBuf again = socket.allocate(allocator);
    assertThat(again).isSameAs(room);
    again.release();
    pass(ReadRoom.IDLE_MILLIS);
    assertThat(room.refCnt()).isEqualTo(1);
    pass(ReadRoom.IDLE_MILLIS);
    assertThat(room.refCnt()).isZero();
    assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
  }

  @Test
  void whatIsReadAfterThatIsGivenBackToo() {
    socket.allocate(allocator).release();
    pass(2 * ReadRoom.IDLE_MILLIS);
    pass(2 * ReadRoom.IDLE_MILLIS);
    ByteBuf later = socket.allocate(allocator);
    later.release();
    assertThat(later.refCnt()).isEqualTo(1);
    pass(ReadRoom.IDLE_MILLIS);
    pass(ReadRoom.IDLE_MILLIS);
    assertThat(later.refCnt()).isZero();
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void aCallThatBroughtAllThatItCouldIsFollowedByAnother() {
    assertThat(goesOnAfter(MANY)).isTrue();
  }

  @Test
  void aCallThatCouldHaveBroughtMoreIsTheLast() {
    assertThat(goesOnAfter(MANY - 1)).isFalse();
    assertThat(goesOnAfter(1)).isFalse();
  }

  @Test
  void aCallForOneDatagramIsFollowedByAnotherHoweverShortThatWas() {
    settings.resize(BYTES, 1);
    reads(BYTES, 10);
    assertThat(socket.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER)).isTrue();
  }

  @Test
  void aReadEndsWithAsManyDatagramsAsItMayBring() {
    assertThat(goesOnAfter(MANY)).isTrue();
    socket.incMessagesRead(PER_READ - MANY);
    assertThat(socket.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER)).isFalse();
    assertThat(settings.maxMessagesPerRead()).isEqualTo(PER_READ);
  }

  private boolean goesOnAfter(int datagrams) {
    reads(MANY * BYTES, datagrams * BYTES);
    socket.incMessagesRead(datagrams - 1);
    return socket.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER);
  }

  /** As Netty tells what a system call was given and brought: one datagram, first of all. */
  private void reads(int attempted, int bytes) {
    socket.reset(channel.config());
    socket.attemptedBytesRead(attempted);
    socket.lastBytesRead(bytes);
    socket.incMessagesRead(1);
  }
}
