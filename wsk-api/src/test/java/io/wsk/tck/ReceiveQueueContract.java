package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Chapter RCV: queued receives, their cancellation, and receives beside the callback. */
public abstract class ReceiveQueueContract extends ConnectionContract {
  private static Irp<Void> receive(Pair pair, ByteBuf in, int flags) {
    return started(i -> pair.socket().receive(WskBuf.ofWritable(in), flags, i));
  }

  @Test
  @WskRule("RCV-04")
  void queuedReceivesAreFilledAndCompletedInOrder() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    ByteBuf in = emptyBuffer(26);
    BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
    for (int n = 0; n < 26; n++) {
      int number = n;
      Irp<Void> irp = Irp.onCompletion(() -> order.add(number));
      WskBuf run = new WskBuf(new Mdl(in, n, 1), 0, 1);
      assertThat(pair.socket().receive(run, 0, irp).isSuccess()).isTrue();
    }
    pair.peer().write("abcdefghijklm");
    pair.peer().write("nopqrstuvwxyz");
    for (int n = 0; n < 26; n++) {
      assertThat(Eventually.taken("completion", order)).isEqualTo(n);
    }
    assertThat(Bytes.text(Bytes.first(in, 26))).isEqualTo("abcdefghijklmnopqrstuvwxyz");
  }

  @Test
  @WskRule({"RCV-04", "RCV-02"})
  void receiveBehindAWaitAllWaitsUntilThatIsFull() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    ByteBuf firstIn = emptyBuffer(6);
    ByteBuf secondIn = emptyBuffer(6);
    Irp<Void> first = receive(pair, firstIn, WSK_FLAG_WAITALL);
    Irp<Void> second = receive(pair, secondIn, 0);
    pair.peer().write("abcd");
    turns(pair);
    assertThat(first.isCompleted() || second.isCompleted()).isFalse();
    pair.peer().write("efgh");
    ends(first, STATUS_SUCCESS, 6);
    ends(second, STATUS_SUCCESS, 2);
    assertThat(Bytes.text(Bytes.first(firstIn, 6))).isEqualTo("abcdef");
    assertThat(Bytes.text(Bytes.first(secondIn, 2))).isEqualTo("gh");
  }

  @Test
  @WskRule({"RCV-05", "REV-01"})
  void queuedReceiveTakesDataBeforeTheCallback() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    ByteBuf in = emptyBuffer(4);
    Irp<Void> irp = receive(pair, in, WSK_FLAG_WAITALL);
    turns(pair);
    pair.peer().write("ab");
    turns(pair);
    assertThat(connection.receives).isEmpty();
    pair.peer().write("cdEFGH");
    ends(irp, STATUS_SUCCESS, 4);
    assertThat(Bytes.text(Bytes.first(in, 4))).isEqualTo("abcd");
    awaitTaken(connection, Bytes.of("EFGH"));
  }

  @Test
  @WskRule({"RCV-05", "REV-01"})
  void receiveThatAnotherThreadQueuedDuringACallbackTakesTheNextData() throws Exception {
    Held held = closeLater(new Held());
    TestConnection connection = TestConnection.holding(held);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("first");
    held.awaitEntered();
    // The call has returned before the data is sent, so the request is queued when it arrives.
    ByteBuf in = emptyBuffer(10);
    Irp<Void> irp = receive(pair, in, 0);
    pair.peer().write("second");
    held.letGo();
    ends(irp, STATUS_SUCCESS, 6);
    assertThat(Bytes.text(Bytes.first(in, 6))).isEqualTo("second");
    turns(pair);
    assertThat(connection.takenBytes()).isEqualTo(Bytes.of("first"));
  }

  @Test
  @WskRule({"RCV-05", "RCV-04"})
  void receivesQueuedInsideTheCallbackTakeTheNextData() throws Exception {
    ByteBuf in = emptyBuffer(3);
    AtomicReference<Irp<Void>> queued = new AtomicReference<>();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          if (queued.get() == null) {
            WskBuf run = WskBuf.ofWritable(in);
            queued.set(started(i -> connection.socket().receive(run, WSK_FLAG_WAITALL, i)));
          }
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    Eventually.until("receive in the callback", () -> queued.get() != null);
    pair.peer().write("abcd");
    ends(queued.get(), STATUS_SUCCESS, 3);
    assertThat(Bytes.text(Bytes.first(in, 3))).isEqualTo("abc");
    awaitTaken(connection, Bytes.of("xd"));
  }

  @Test
  @WskRule("RCV-06")
  void zeroLengthReceiveSucceedsAtOnceAndMovesNoData() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    WskBuf[] nothing = {
      WskBuf.empty(),
      WskBuf.ofWritable(emptyBuffer(0)),
      new WskBuf(new Mdl(emptyBuffer(4), 0, 4), 2, 0)
    };
    for (String waiting : new String[] {"", "abc"}) {
      pair.peer().write(waiting);
      for (WskBuf run : nothing) {
        ends(completed(i -> pair.socket().receive(run, 0, i)), STATUS_SUCCESS, 0);
      }
    }
    assertThat(Bytes.text(receiveExactly(pair, 3))).isEqualTo("abc");
  }

  @Test
  @WskRule("RCV-07")
  void cancelledReceiveLosesNoDataAndLeavesTheOthersInOrder() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    ByteBuf[] in = {emptyBuffer(2), emptyBuffer(2), emptyBuffer(2)};
    Irp<Void> first = receive(pair, in[0], WSK_FLAG_WAITALL);
    Irp<Void> cancelled = receive(pair, in[1], WSK_FLAG_WAITALL);
    Irp<Void> last = receive(pair, in[2], WSK_FLAG_WAITALL);
    assertThat(cancelled.cancel()).isTrue();
    ends(cancelled, STATUS_CANCELLED, 0);
    pair.peer().write("abcdef");
    ends(first, STATUS_SUCCESS, 2);
    ends(last, STATUS_SUCCESS, 2);
    assertThat(Bytes.text(Bytes.first(in[0], 2)) + Bytes.text(Bytes.first(in[2], 2)))
        .isEqualTo("abcd");
    assertThat(last.cancel()).isFalse();
    assertThat(Bytes.text(receiveExactly(pair, 2))).isEqualTo("ef");
  }

  @Test
  @WskRule({"RCV-07", "RCV-02"})
  void cancelledWaitAllCompletesWithTheBytesItHolds() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    ByteBuf in = emptyBuffer(10);
    Irp<Void> irp = receive(pair, in, WSK_FLAG_WAITALL);
    pair.peer().write("abc");
    Eventually.until("the bytes are in the buffer", () -> in.getByte(2) == 'c');
    assertThat(irp.cancel()).isTrue();
    ends(irp, STATUS_SUCCESS, 3);
    assertThat(Bytes.text(Bytes.first(in, 3))).isEqualTo("abc");
    pair.peer().write("def");
    assertThat(Bytes.text(receiveExactly(pair, 3))).isEqualTo("def");
  }

  @Test
  @WskRule("RCV-07")
  void cancelRacingWithArrivalLosesNothing() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    byte[] sent = Bytes.pattern(300 * 64, 31);
    ByteBuf in = emptyBuffer(100);
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    for (int n = 0; n < 300; n++) {
      Irp<Void> irp = receive(pair, in, n % 2 == 0 ? 0 : WSK_FLAG_WAITALL);
      int from = n * 64;
      CompletableFuture<Void> writing =
          inBackground(() -> pair.peer().write(Arrays.copyOfRange(sent, from, from + 64)));
      boolean asked = irp.cancel();
      if (endOf(irp) == STATUS_SUCCESS) {
        got.writeBytes(Bytes.first(in, irp.information()));
      } else {
        ends(irp, STATUS_CANCELLED, 0);
        assertThat(asked).isTrue();
      }
      await(writing);
    }
    got.writeBytes(receiveExactly(pair, sent.length - got.size()));
    assertThat(got.toByteArray()).isEqualTo(sent);
  }

  @Test
  @WskRule({"RCV-05", "REV-01"})
  void aQueuedReceiveIntoHeapMemoryGoesBeforeTheCallback() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    ByteBuf heap = Unpooled.buffer(8, 8);
    Irp<Void> irp = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(heap), 0, irp)).isEqualTo(STATUS_PENDING);
    Turns.of(pair);
    pair.peer().write("data");
    ends(irp, STATUS_SUCCESS, 4);
    assertThat(Bytes.text(Bytes.first(heap, 4))).isEqualTo("data");
    assertThat(pair.connection().receives).isEmpty();
  }

  @Test
  @WskRule({"RCV-05", "RCV-04"})
  void aReceiveOfAnotherThreadTakesDataThatIsAtHandWhenItsCallReturns() throws Exception {
    Held held = closeLater(new Held());
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  held.hold();
                  return STATUS_SUCCESS;
                });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    byte[] much = Bytes.pattern(100_000, 5);
    pair.peer().write(much);
    held.awaitEntered();
    int shown = Eventually.taken("first call", connection.receives).data().length;
    ByteBuf in = emptyBuffer(8);
    Irp<Void> irp = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(in), 0, irp)).isEqualTo(STATUS_PENDING);
    held.letGo();
    ends(irp, STATUS_SUCCESS, 8);
    assertThat(Bytes.first(in, 8)).isEqualTo(Arrays.copyOfRange(much, shown, shown + 8));
    Eventually.until("the rest", () -> connection.takenCount() == much.length - 8);
  }

  @Test
  @WskRule({"RCV-05", "RCV-04"})
  void aReceiveOfAnotherThreadTakesDataThatWaitedForEnabling() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    pair.peer().write("waiting");
    Turns.of(pair);
    Held held = closeLater(new Held());
    ByteBuf dot = buffer(Bytes.of("."));
    assertThat(
            pair.socket().send(WskBuf.ofReadable(dot), 0, Irp.onCompletion(held::hold)).isSuccess())
        .isTrue();
    held.awaitEntered();
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    ByteBuf in = emptyBuffer(8);
    Irp<Void> irp = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(in), 0, irp)).isEqualTo(STATUS_PENDING);
    held.letGo();
    ends(irp, STATUS_SUCCESS, 7);
    assertThat(Bytes.text(Bytes.first(in, 7))).isEqualTo("waiting");
    assertThat(pair.connection().receives).isEmpty();
  }

  @Test
  @WskRule("RCV-04")
  void aReceiveInsideTheCallbackGoesBehindOneOfAnotherThread() throws Exception {
    Held held = closeLater(new Held());
    TestConnection connection = new TestConnection();
    ByteBuf inLoop = emptyBuffer(2);
    Irp<Void> second = Irp.allocate();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          held.hold();
          NtStatus unused = connection.socket().receive(WskBuf.ofWritable(inLoop), 0, second);
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    held.awaitEntered();
    ByteBuf in = emptyBuffer(2);
    Irp<Void> first = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(in), 0, first)).isEqualTo(STATUS_PENDING);
    held.letGo();
    pair.peer().write("abcd");
    ends(first, STATUS_SUCCESS, 2);
    ends(second, STATUS_SUCCESS, 2);
    assertThat(Bytes.text(Bytes.first(in, 2))).isEqualTo("ab");
    assertThat(Bytes.text(Bytes.first(inLoop, 2))).isEqualTo("cd");
  }

  @Test
  @WskRule("RCV-02")
  void waitAllEndsWithWhatThereIsWhenThePeerResets() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    ByteBuf in = emptyBuffer(8);
    Irp<Void> irp = receive(pair, in, WSK_FLAG_WAITALL);
    pair.peer().write("abc");
    Turns.of(pair); // so that it has been read: a reset may throw away what has not
    pair.peer().reset();
    ends(irp, STATUS_SUCCESS, 3);
    assertThat(Bytes.text(Bytes.first(in, 3))).isEqualTo("abc");
  }
}
