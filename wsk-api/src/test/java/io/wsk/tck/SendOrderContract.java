package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.nt.Irp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Chapter SND: the order of sends from several threads, and their cancellation. */
public abstract class SendOrderContract extends ConnectionContract {
  private static final int THREADS = 4;
  private static final int SENDS = 500;

  @Test
  @WskRule("SND-02")
  void everyThreadsSendsKeepTheirOrderAndNoneIsTornApart() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      ByteBuf frames = framesOf(t);
      int thread = t;
      senders.add(inBackground(() -> sendAll(pair, frames, thread)));
    }
    int[] next = new int[THREADS];
    for (int n = 0; n < THREADS * SENDS; n++) {
      int thread = pair.peer().read(1)[0];
      byte[] frame = pair.peer().read(lengthOf(thread, next[thread]) - 1);
      assertThat(frame).containsOnly(next[thread]++ & 0xFF);
    }
    for (CompletableFuture<Void> sender : senders) {
      await(sender);
    }
    turns(pair);
  }

  private static int lengthOf(int thread, int number) {
    return 2 + (thread * 131 + number * 17) % 1500;
  }

  private ByteBuf framesOf(int thread) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int n = 0; n < SENDS; n++) {
      all.write(thread);
      for (int i = 1; i < lengthOf(thread, n); i++) {
        all.write(n);
      }
    }
    return buffer(all.toByteArray());
  }

  private static void sendAll(Pair pair, ByteBuf frames, int thread) throws Exception {
    List<Irp<Void>> irps = new ArrayList<>();
    for (int n = 0, at = 0; n < SENDS; at += lengthOf(thread, n++)) {
      WskBuf run = WskBuf.ofReadable(frames.slice(at, lengthOf(thread, n)));
      irps.add(started(i -> pair.socket().send(run, 0, i)));
    }
    for (int n = 0; n < SENDS; n++) {
      ends(irps.get(n), STATUS_SUCCESS, lengthOf(thread, n));
    }
  }

  @Test
  @WskRule("SND-02")
  void sendsOfDifferentThreadsKeepTheOrderInWhichTheyWereCalled() throws Exception {
    // The event loop is held inside a callback while other threads send, so that what they sent
    // cannot have been handled when the callback itself sends.
    CountDownLatch inside = new CountDownLatch(1);
    Semaphore turn = new Semaphore(0);
    Semaphore back = new Semaphore(0);
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          inside.countDown();
          for (int n = 0; n < 3; n++) {
            acquire(turn);
            WskBuf run = data("callback " + n + ";");
            started(i -> connection.socket().send(run, 0, i));
            back.release();
          }
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("go");
    Eventually.latch("callback", inside);
    StringBuilder expected = new StringBuilder();
    for (int n = 0; n < 3; n++) {
      WskBuf mine = data("test thread " + n + ";");
      WskBuf others = data("other thread " + n + ";");
      started(i -> pair.socket().send(mine, 0, i));
      await(inBackground(() -> started(i -> pair.socket().send(others, 0, i))));
      turn.release();
      acquire(back);
      expected.append("test thread " + n + ";other thread " + n + ";callback " + n + ";");
    }
    assertThat(pair.peer().readText(expected.length())).isEqualTo(expected.toString());
    turns(pair);
  }

  @Test
  @WskRule("SND-02")
  void sendsOfACallbackComeBeforeLaterOnesOfAnotherThread() throws Exception {
    int rounds = 200;
    Semaphore sent = new Semaphore(0);
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          started(i -> connection.socket().send(data("A"), 0, i));
          sent.release();
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    for (int n = 0; n < rounds; n++) {
      pair.peer().write("x");
      acquire(sent);
      started(i -> pair.socket().send(data("B"), 0, i));
      assertThat(pair.peer().readText(2)).isEqualTo("AB");
    }
  }

  @Test
  @WskRule("SND-08")
  void queuedSendThatIsCancelledSendsNoByte() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> first = jam(pair);
    Irp<Void> kept = started(i -> pair.socket().send(data("kept"), 0, i));
    Irp<Void> withdrawn = started(i -> pair.socket().send(data("withdrawn"), 0, i));
    Irp<Void> last = started(i -> pair.socket().send(data("last"), 0, i));
    assertThat(withdrawn.cancel()).isTrue();
    ends(withdrawn, STATUS_CANCELLED, 0);
    assertThat(first.isCompleted() || kept.isCompleted() || last.isCompleted()).isFalse();
    unjam(pair);
    assertThat(pair.peer().readText(8)).isEqualTo("keptlast");
    ends(first, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    ends(kept, STATUS_SUCCESS, 4);
    ends(last, STATUS_SUCCESS, 4);
    assertThat(last.cancel()).isFalse();
    turns(pair);
  }

  @Test
  @WskRule("SND-08")
  void sendThatHasBegunIsNotWithdrawn() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> first = jam(pair);
    assertThat(first.cancel()).isTrue();
    turnsByReceiving(pair);
    assertThat(first.isCompleted()).isFalse();
    unjam(pair);
    ends(first, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    turns(pair);
  }

  @Test
  @WskRule("SND-08")
  void cancelRacingWithSendingLeavesWholeSendsOnly() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    int sends = 400;
    int length = 40_000;
    ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    CompletableFuture<Void> reading =
        inBackground(() -> arrived.writeBytes(pair.peer().readToEnd()));
    List<Irp<Void>> irps = new ArrayList<>();
    for (int n = 0; n < sends; n++) {
      WskBuf run = data(Bytes.pattern(length, n));
      irps.add(started(i -> pair.socket().send(run, 0, i)));
    }
    // From the end, and every other one: the cancels meet the sending somewhere in between.
    CompletableFuture<Void> cancelling = inBackground(() -> cancelEveryOther(irps));
    get(pair.socket().disconnect());
    await(cancelling);
    await(reading);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int n = 0; n < sends; n++) {
      if (endOf(irps.get(n)) == STATUS_SUCCESS) {
        assertThat(irps.get(n).information()).isEqualTo(length);
        expected.writeBytes(Bytes.pattern(length, n));
      } else {
        ends(irps.get(n), STATUS_CANCELLED, 0);
        assertThat(n % 2).as("cancelled although nobody asked").isEqualTo(1);
      }
    }
    assertThat(arrived.toByteArray()).isEqualTo(expected.toByteArray());
  }

  // Whether a cancel comes in time is what the race is about.
  private static void cancelEveryOther(List<Irp<Void>> irps) {
    int tooLate = 0;
    for (int n = irps.size() - 1; n > 0; n -= 2) {
      tooLate += irps.get(n).cancel() ? 0 : 1;
    }
    assertThat(tooLate).isBetween(0, irps.size());
  }
}
