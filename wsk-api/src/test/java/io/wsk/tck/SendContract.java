package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_NODELAY;
import static io.wsk.api.Wsk.WSK_FLAG_OOB;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Chapter SND: sending, but for order and cancellation. */
public abstract class SendContract extends ConnectionContract {
  private Pair pair() throws Exception {
    return accepted(new TestConnection(), 0);
  }

  @Test
  @WskRule("SND-01")
  void sendCompletesWithTheNumberOfBytesAndLeavesTheBufferAsItWas() throws Exception {
    Pair pair = pair();
    ByteBuf hello = buffer(Bytes.of("..hello.."));
    hello.readerIndex(2).writerIndex(7);
    Irp<Void> irp = completed(i -> pair.socket().send(WskBuf.ofReadable(hello), 0, i));
    ends(irp, STATUS_SUCCESS, 5);
    assertThat(pair.peer().readText(5)).isEqualTo("hello");
    assertThat(hello.readerIndex()).isEqualTo(2);
    assertThat(hello.writerIndex()).isEqualTo(7);
    assertThat(hello.refCnt()).isEqualTo(1);
    turns(pair);
  }

  @Test
  @WskRule("SND-01")
  void runBeginsAtTheOffsetCrossesTheChainAndEndsInsideAnMdl() throws Exception {
    Pair pair = pair();
    Mdl chain =
        chain(
            new Mdl(buffer(Bytes.of("__abcd__")), 1, 6),
            new Mdl(buffer(Bytes.of("empty")), 3, 0),
            new Mdl(buffer(Bytes.of("efgh")), 0, 4),
            new Mdl(buffer(Bytes.of("..ijkl..")), 2, 6));
    ends(completed(i -> pair.socket().send(new WskBuf(chain, 1, 11), 0, i)), STATUS_SUCCESS, 11);
    assertThat(pair.peer().readText(11)).isEqualTo("abcd_efghij");
    turns(pair);
  }

  @Test
  @WskRule("SND-01")
  void megabytesFromALongChainArriveByteByByte() throws Exception {
    Pair pair = pair();
    byte[] sent = Bytes.pattern(6 * MIB, 11);
    WskBuf run = randomChain(sent, new Random(12));
    Irp<Void> irp = started(i -> pair.socket().send(run, 0, i));
    assertThat(pair.peer().read(sent.length)).isEqualTo(sent);
    ends(irp, STATUS_SUCCESS, sent.length);
    turns(pair);
  }

  private WskBuf randomChain(byte[] bytes, Random random) {
    List<Mdl> nodes = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(100_000));
      nodes.add(Mdl.ofReadable(buffer(Arrays.copyOfRange(bytes, from, to))));
      from = to;
    }
    return new WskBuf(chain(nodes.toArray(new Mdl[0])), 0, bytes.length);
  }

  @Test
  @WskRule({"SND-01", "SND-02"})
  void sendIsNotCompletedBeforeTheTransportHasTakenAllOfIt() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> irp = jam(pair);
    turnsByReceiving(pair);
    assertThat(irp.isCompleted()).isFalse();
    unjam(pair);
    ends(irp, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
  }

  @Test
  @WskRule("SND-02")
  void bufferMayBeOverwrittenAsSoonAsItsSendHasCompleted() throws Exception {
    Pair pair = pair();
    Overwriter overwriter = new Overwriter(pair, emptyBuffer(50_000), 300);
    overwriter.next();
    for (int round = 0; round < 300; round++) {
      assertThat(pair.peer().read(50_000)).containsOnly(round & 0xFF);
    }
  }

  /** Sends one buffer again and again, with other contents each time. */
  private static final class Overwriter {
    private final Pair pair;
    private final ByteBuf buffer;
    private final int rounds;
    private int round;

    Overwriter(Pair pair, ByteBuf buffer, int rounds) {
      this.pair = pair;
      this.buffer = buffer;
      this.rounds = rounds;
    }

    void next() {
      if (round == rounds) {
        return;
      }
      byte[] bytes = new byte[buffer.capacity()];
      Arrays.fill(bytes, (byte) round++);
      buffer.setBytes(0, bytes);
      Mdl mdl = new Mdl(buffer, 0, bytes.length);
      Irp<Void> irp = Irp.onCompletion(this::next);
      assertThat(pair.socket().send(new WskBuf(mdl, 0, bytes.length), 0, irp).isSuccess()).isTrue();
    }
  }

  @Test
  @WskRule("SND-03")
  void noDelayPushesEarlierSendsOutBeforeTheTurnEnds() throws Exception {
    Assumptions.assumeTrue(
        harness().isSynchronous(), "writes of this transport leave when the turn ends");
    CountDownLatch peerHasRead = new CountDownLatch(1);
    AtomicBoolean inTime = new AtomicBoolean();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          started(i -> connection.socket().send(data("early "), 0, i));
          started(i -> connection.socket().send(data("push"), WSK_FLAG_NODELAY, i));
          inTime.set(awaitQuietly(peerHasRead));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("go");
    try {
      assertThat(pair.peer().readText(10)).isEqualTo("early push");
    } finally {
      peerHasRead.countDown();
    }
    turns(pair);
    assertThat(inTime).as("sent while the callback was in progress").isTrue();
  }

  private static boolean awaitQuietly(CountDownLatch latch) {
    try {
      return latch.await(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  @WskRule("SND-03")
  void sendsWithoutNoDelayLeaveWithoutFurtherCalls() throws Exception {
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          started(i -> connection.socket().send(data("one "), 0, i));
          started(i -> connection.socket().send(data("two"), 0, i));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("go");
    assertThat(pair.peer().readText(7)).isEqualTo("one two");
  }

  @Test
  @WskRule("SND-04")
  void unknownFlagsAndOutOfBandDataAreRefusedAndNothingIsSent() throws Exception {
    Pair pair = pair();
    for (int flag : new int[] {4, 8, 0x10, 0x80000000, WSK_FLAG_NODELAY | 4}) {
      failsWith(STATUS_INVALID_PARAMETER, i -> pair.socket().send(data("bad"), flag, i));
    }
    for (int flag : new int[] {WSK_FLAG_OOB, WSK_FLAG_OOB | WSK_FLAG_NODELAY}) {
      failsWith(STATUS_NOT_SUPPORTED, i -> pair.socket().send(data("bad"), flag, i));
    }
    turns(pair);
  }

  @Test
  @WskRule("SND-05")
  void runThatLeavesItsChainIsRefusedAndNothingIsSent() throws Exception {
    Pair pair = pair();
    Mdl chain = chain(new Mdl(buffer(new byte[8]), 0, 4), new Mdl(buffer(new byte[8]), 0, 4));
    WskBuf[] bad = {
      new WskBuf(chain, -1, 2),
      new WskBuf(chain, 5, 1),
      new WskBuf(chain, 0, 9),
      new WskBuf(chain, 4, 5),
      new WskBuf(chain, 0, -1),
      new WskBuf(chain, 0, 1L << 32),
      new WskBuf(chain, Integer.MAX_VALUE, 1),
      new WskBuf(null, 0, 1),
    };
    for (WskBuf run : bad) {
      failsWith(STATUS_INVALID_PARAMETER, i -> pair.socket().send(run, 0, i));
    }
    turns(pair);
  }

  @Test
  @WskRule("SND-06")
  void zeroLengthSendsSucceedAndSendNothing() throws Exception {
    Pair pair = pair();
    WskBuf[] nothing = {
      WskBuf.empty(), data(""), new WskBuf(Mdl.ofReadable(buffer(Bytes.of("abc"))), 1, 0)
    };
    for (WskBuf run : nothing) {
      ends(completed(i -> pair.socket().send(run, 0, i)), STATUS_SUCCESS, 0);
      ends(completed(i -> pair.socket().send(run, WSK_FLAG_NODELAY, i)), STATUS_SUCCESS, 0);
    }
    turns(pair);
  }

  @Test
  @WskRule("SND-07")
  void sendAfterOurGracefulDisconnectIsRefused() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> before = jam(pair);
    Irp<Void> disconnect = started(i -> pair.socket().disconnect(null, 0, i));
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> pair.socket().send(data("late"), 0, i));
    unjam(pair);
    ends(before, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    ends(disconnect, STATUS_SUCCESS, 0);
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> pair.socket().send(data("late"), 0, i));
    assertThat(pair.peer().readToEnd()).isEmpty();
  }

  @Test
  @WskRule("SND-07")
  void sendAfterThePeersResetSaysSo() throws Exception {
    Pair pair = pair();
    Irp<Void> receive = started(i -> pair.socket().receive(writable(10), 0, i));
    pair.peer().reset();
    ends(receive, STATUS_CONNECTION_RESET, 0);
    failsWith(STATUS_CONNECTION_RESET, i -> pair.socket().send(data("x"), 0, i));
    failsWith(STATUS_CONNECTION_RESET, i -> pair.socket().send(data("x"), 0, i));
  }

  private WskBuf writable(int capacity) {
    return WskBuf.ofWritable(emptyBuffer(capacity));
  }

  @Test
  @WskRule("SND-07")
  void sendsGoOnAfterThePeersGracefulDisconnect() throws Exception {
    Pair pair = pair();
    pair.peer().shutdownOutput();
    assertThat(get(pair.socket().receive(writable(1)))).isZero();
    byte[] sent = Bytes.pattern(3 * MIB, 17);
    Irp<Void> irp = started(i -> pair.socket().send(data(sent), 0, i));
    assertThat(pair.peer().read(sent.length)).isEqualTo(sent);
    ends(irp, STATUS_SUCCESS, sent.length);
    turns(pair);
  }

  @Test
  @WskRule({"SND-09", "SND-02"})
  void queuedSendsTakeNoMemoryOfTheProvider() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    ByteBuf chunk = buffer(Bytes.pattern(MIB / 8, 19));
    Irp<Void> first = jam(pair);
    long before = harness().liveBytes();
    List<Irp<Void>> irps = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      irps.add(started(i -> pair.socket().send(WskBuf.ofReadable(chunk), 0, i)));
    }
    turnsByReceiving(pair);
    // 25 MiB are queued. A receive buffer may have come meanwhile, copies of the data may not.
    assertThat(harness().liveBytes() - before).isLessThan(2L * MIB);
    assertThat(irps).noneMatch(Irp::isCompleted);
    unjam(pair);
    ends(first, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    byte[] expected = Bytes.pattern(MIB / 8, 19);
    for (Irp<Void> irp : irps) {
      assertThat(pair.peer().read(MIB / 8)).isEqualTo(expected);
      ends(irp, STATUS_SUCCESS, MIB / 8);
    }
  }

  @Test
  @WskRule("SND-01")
  void runInsideOneMdlBeginsAtItsOffset() throws Exception {
    Pair pair = pair();
    Mdl mdl = new Mdl(buffer(Bytes.of("__abcdefgh__")), 2, 8);
    ends(completed(i -> pair.socket().send(new WskBuf(mdl, 3, 4), 0, i)), STATUS_SUCCESS, 4);
    assertThat(pair.peer().readText(4)).isEqualTo("defg");
    turns(pair);
  }

  @Test
  @WskRule({"SND-09", "SND-02"})
  void aLargeSendIsNotCopied() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    WskBuf run = WskBuf.ofReadable(buffer(new byte[16 * MIB]));
    long before = harness().liveBytes();
    Irp<Void> irp = started(i -> pair.socket().send(run, 0, i));
    // The loop has had it when it has answered this.
    assertThat(get(pair.socket().get(SO_RCVBUF))).isPositive();
    assertThat(harness().liveBytes() - before).as("memory taken for it").isLessThan(MIB);
    pair.peer().reset();
    ends(irp, STATUS_CONNECTION_RESET, 0);
  }

  @Test
  @WskRule("SND-07")
  void sendsThatWaitWhenThePeerResetsCompleteWithReset() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    ByteBuf chunk = buffer(new byte[8 * MIB]);
    List<Irp<Void>> sends = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      sends.add(started(i -> pair.socket().send(WskBuf.ofReadable(chunk), 0, i)));
    }
    assertThat(get(pair.socket().get(SO_RCVBUF))).isPositive();
    pair.peer().reset();
    for (Irp<Void> irp : sends) {
      ends(irp, STATUS_CONNECTION_RESET, 0);
    }
  }
}
