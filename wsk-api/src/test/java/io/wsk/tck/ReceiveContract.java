package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_DRAIN;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Chapter RCV: one receive at a time. */
public abstract class ReceiveContract extends ConnectionContract {
  private Pair pair() throws Exception {
    return accepted(new TestConnection(), 0);
  }

  @Test
  @WskRule("RCV-01")
  void receiveCompletesWithWhatHasArrivedWithoutWaitingForMore() throws Exception {
    Pair pair = pair();
    ByteBuf in = emptyBuffer(100);
    in.writerIndex(10);
    Irp<Void> irp = started(i -> pair.socket().receive(WskBuf.ofWritable(in), 0, i));
    turns(pair);
    assertThat(irp.isCompleted()).isFalse();
    pair.peer().write("hello");
    ends(irp, STATUS_SUCCESS, 5);
    assertThat(in.writerIndex()).isEqualTo(10);
    assertThat(in.slice(10, 5)).isEqualTo(buffer(Bytes.of("hello")));
  }

  @Test
  @WskRule("RCV-01")
  void whatDoesNotFitWaitsForTheNextReceive() throws Exception {
    Pair pair = pair();
    pair.peer().write("0123456789");
    StringBuilder all = new StringBuilder();
    ByteBuf in = emptyBuffer(4);
    while (all.length() < 10) {
      long got = get(pair.socket().receive(WskBuf.ofWritable(in)));
      assertThat(got).isBetween(1L, 4L);
      all.append(Bytes.text(Bytes.first(in, got)));
    }
    assertThat(all.toString()).isEqualTo("0123456789");
  }

  @Test
  @WskRule({"RCV-01", "RCV-02"})
  void receiveFillsAChainAndNothingAroundIt() throws Exception {
    Pair pair = pair();
    ByteBuf first = buffer(Bytes.of("------"));
    ByteBuf second = buffer(Bytes.of("------"));
    ByteBuf third = buffer(Bytes.of("------"));
    Mdl chain =
        chain(
            new Mdl(first, 1, 4),
            new Mdl(second, 3, 0),
            new Mdl(second, 2, 3),
            new Mdl(third, 0, 6));
    WskBuf run = new WskBuf(chain, 2, 8);
    Irp<Void> irp = started(i -> pair.socket().receive(run, WSK_FLAG_WAITALL, i));
    pair.peer().write("abcdefghij");
    ends(irp, STATUS_SUCCESS, 8);
    assertThat(Bytes.text(Bytes.first(first, 6))).isEqualTo("---ab-");
    assertThat(Bytes.text(Bytes.first(second, 6))).isEqualTo("--cde-");
    assertThat(Bytes.text(Bytes.first(third, 6))).isEqualTo("fgh---");
    assertThat(Bytes.text(receiveExactly(pair, 2))).isEqualTo("ij");
  }

  @Test
  @WskRule("RCV-01")
  void runThatLeavesItsChainIsRefusedAndTakesNothing() throws Exception {
    Pair pair = pair();
    Mdl chain = Mdl.ofWritable(emptyBuffer(4));
    WskBuf[] bad = {
      new WskBuf(chain, -1, 2),
      new WskBuf(chain, 5, 1),
      new WskBuf(chain, 0, 5),
      new WskBuf(chain, 4, 1),
      new WskBuf(chain, 0, -1),
      new WskBuf(null, 0, 1),
    };
    pair.peer().write("abc");
    for (WskBuf run : bad) {
      failsWith(STATUS_INVALID_PARAMETER, i -> pair.socket().receive(run, 0, i));
    }
    assertThat(Bytes.text(receiveExactly(pair, 3))).isEqualTo("abc");
  }

  @Test
  @WskRule({"RCV-01", "RCV-02"})
  void megabytesArriveByteByByteInRandomBuffers() throws Exception {
    Pair pair = pair();
    byte[] sent = Bytes.pattern(8 * MIB, 21);
    CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(sent));
    Random random = new Random(22);
    ByteBuf one = emptyBuffer(200_000);
    ByteBuf two = emptyBuffer(200_000);
    for (int at = 0; at < sent.length; ) {
      int split = 1 + random.nextInt(150_000);
      int length = Math.min(sent.length - at, split + random.nextInt(150_000));
      WskBuf run = new WskBuf(chain(new Mdl(one, 0, split), Mdl.ofWritable(two)), 0, length);
      int flags = random.nextBoolean() ? WSK_FLAG_WAITALL : 0;
      Irp<Void> irp = completed(i -> pair.socket().receive(run, flags, i));
      assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
      int got = (int) irp.information();
      assertThat(got).isBetween(flags == 0 ? 1 : length, length);
      byte[] bytes = Bytes.copy(new WskBuf(run.mdl(), 0, got));
      assertThat(bytes).isEqualTo(Arrays.copyOfRange(sent, at, at + got));
      at += got;
    }
    await(writing);
  }

  @Test
  @WskRule("RCV-02")
  void waitAllCompletesOnlyWhenFull() throws Exception {
    Pair pair = pair();
    ByteBuf in = emptyBuffer(10);
    Irp<Void> irp = started(i -> pair.socket().receive(WskBuf.ofWritable(in), WSK_FLAG_WAITALL, i));
    for (String part : new String[] {"abc", "d", "efghi"}) {
      pair.peer().write(part);
      turns(pair);
      assertThat(irp.isCompleted()).isFalse();
    }
    pair.peer().write("jk");
    ends(irp, STATUS_SUCCESS, 10);
    assertThat(Bytes.text(Bytes.first(in, 10))).isEqualTo("abcdefghij");
    assertThat(Bytes.text(receiveExactly(pair, 1))).isEqualTo("k");
  }

  @Test
  @WskRule({"RCV-02", "RCV-03"})
  void waitAllCompletesAtDisconnectWithWhatThereIs() throws Exception {
    Pair pair = pair();
    ByteBuf in = emptyBuffer(10);
    Irp<Void> irp = started(i -> pair.socket().receive(WskBuf.ofWritable(in), WSK_FLAG_WAITALL, i));
    pair.peer().write("abc");
    turns(pair);
    pair.peer().shutdownOutput();
    ends(irp, STATUS_SUCCESS, 3);
    assertThat(Bytes.text(Bytes.first(in, 3))).isEqualTo("abc");
    ends(receive(pair, WSK_FLAG_WAITALL), STATUS_SUCCESS, 0);
  }

  private Irp<Void> receive(Pair pair, int flags) {
    WskBuf run = WskBuf.ofWritable(emptyBuffer(10));
    return started(i -> pair.socket().receive(run, flags, i));
  }

  @Test
  @WskRule("RCV-02")
  void drainDiscardsUntilDisconnect() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    Irp<Void> irp = started(i -> pair.socket().receive(WskBuf.empty(), WSK_FLAG_DRAIN, i));
    turns(pair);
    // Were it not discarded, the peer could not write so much.
    await(inBackground(() -> pair.peer().write(new byte[MORE_THAN_KERNELS_HOLD])));
    turns(pair);
    assertThat(irp.isCompleted()).isFalse();
    pair.peer().shutdownOutput();
    assertThat(endOf(irp)).isEqualTo(STATUS_SUCCESS);
    assertThat(connection.receives).isEmpty();
    ends(receive(pair, 0), STATUS_SUCCESS, 0);
  }

  @Test
  @WskRule({"RCV-02", "RCV-03"})
  void drainEndsWithAReset() throws Exception {
    Pair pair = pair();
    Irp<Void> irp = started(i -> pair.socket().receive(WskBuf.empty(), WSK_FLAG_DRAIN, i));
    pair.peer().write("abc");
    turns(pair);
    pair.peer().reset();
    assertThat(endOf(irp)).isEqualTo(STATUS_CONNECTION_RESET);
  }

  @Test
  @WskRule("RCV-02")
  void badFlagsAreRefusedAndTakeNothing() throws Exception {
    Pair pair = pair();
    pair.peer().write("abc");
    int both = WSK_FLAG_DRAIN | WSK_FLAG_WAITALL;
    failsWith(STATUS_INVALID_PARAMETER, i -> pair.socket().receive(WskBuf.empty(), both, i));
    WskBuf room = WskBuf.ofWritable(emptyBuffer(3));
    for (int flags : new int[] {both, WSK_FLAG_DRAIN, 1, 8, 0x80000000}) {
      failsWith(STATUS_INVALID_PARAMETER, i -> pair.socket().receive(room, flags, i));
    }
    assertThat(Bytes.text(receiveExactly(pair, 3))).isEqualTo("abc");
  }

  @Test
  @WskRule("RCV-03")
  void everyReceiveAfterThePeersGracefulDisconnectGivesNoBytes() throws Exception {
    Pair pair = pair();
    Irp<Void> first = receive(pair, 0);
    Irp<Void> second = receive(pair, 0);
    pair.peer().shutdownOutput();
    ends(first, STATUS_SUCCESS, 0);
    ends(second, STATUS_SUCCESS, 0);
    for (int flags : new int[] {0, WSK_FLAG_WAITALL, 0}) {
      ends(receive(pair, flags), STATUS_SUCCESS, 0);
    }
    turns(pair);
  }

  @Test
  @WskRule("RCV-03")
  void dataBeforeTheDisconnectComesFirst() throws Exception {
    Pair pair = pair();
    byte[] sent = Bytes.pattern(100_000, 23);
    pair.peer().write(sent);
    pair.peer().shutdownOutput();
    assertThat(receiveExactly(pair, sent.length)).isEqualTo(sent);
    ends(receive(pair, 0), STATUS_SUCCESS, 0);
  }

  @Test
  @WskRule("RCV-03")
  void everyReceiveAfterThePeersResetSaysSo() throws Exception {
    Pair pair = pair();
    Irp<Void> first = receive(pair, 0);
    Irp<Void> second = receive(pair, WSK_FLAG_WAITALL);
    pair.peer().reset();
    ends(first, STATUS_CONNECTION_RESET, 0);
    ends(second, STATUS_CONNECTION_RESET, 0);
    WskBuf room = WskBuf.ofWritable(emptyBuffer(3));
    for (int flags : new int[] {0, WSK_FLAG_WAITALL, 0}) {
      failsWith(STATUS_CONNECTION_RESET, i -> pair.socket().receive(room, flags, i));
    }
  }

  @Test
  @WskRule("RCV-08")
  void queuedReceiveIsFilledByTheTransportItself() throws Exception {
    Assumptions.assumeTrue(
        harness().isSynchronous(), "a read of this transport would own the client's memory");
    Pair pair = pair();
    byte[] sent = Bytes.pattern(1000, 24);
    ByteBuf in = emptyBuffer(1000);
    long before = harness().counted("receive.posted");
    Irp<Void> irp = started(i -> pair.socket().receive(WskBuf.ofWritable(in), WSK_FLAG_WAITALL, i));
    turns(pair);
    pair.peer().write(sent);
    ends(irp, STATUS_SUCCESS, 1000);
    assertThat(Bytes.first(in, 1000)).isEqualTo(sent);
    assertThat(harness().counted("receive.posted") - before).isEqualTo(1000);
  }

  @Test
  @WskRule("RCV-08")
  void queuedReceiveIntoAHeapBufferWorksAsWell() throws Exception {
    Pair pair = pair();
    ByteBuf in = Unpooled.buffer(5, 5);
    Irp<Void> irp = started(i -> pair.socket().receive(WskBuf.ofWritable(in), WSK_FLAG_WAITALL, i));
    turns(pair);
    pair.peer().write("hello");
    ends(irp, STATUS_SUCCESS, 5);
    assertThat(Bytes.text(Bytes.first(in, 5))).isEqualTo("hello");
  }
}
