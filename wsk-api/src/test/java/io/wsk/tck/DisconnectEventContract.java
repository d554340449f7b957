package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.ProviderThread;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Chapter DIS: the disconnect callback. */
public abstract class DisconnectEventContract extends ConnectionContract {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private static int disconnected(TestConnection connection) throws InterruptedException {
    int flags = Eventually.taken("disconnect callback", connection.disconnects);
    return flags & ~WSK_FLAG_AT_DISPATCH_LEVEL;
  }

  @Test
  @WskRule({"DIS-04", "DIS-05"})
  void gracefulDisconnectOfThePeerIsToldOnceAndSendingGoesOn() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, BOTH);
    pair.peer().shutdownOutput();
    assertThat(disconnected(connection)).isZero();
    byte[] sent = Bytes.pattern(3 * MIB, 91);
    Irp<Void> irp = started(i -> pair.socket().send(data(sent), 0, i));
    assertThat(pair.peer().read(sent.length)).isEqualTo(sent);
    ends(irp, STATUS_SUCCESS, sent.length);
    turns(pair);
    get(pair.socket().disconnect());
    assertThat(pair.peer().readToEnd()).isEmpty();
    get(pair.socket().close());
    connection.markClosed();
    assertThat(connection.disconnects).isEmpty();
    assertThat(connection.receives).isEmpty();
  }

  @Test
  @WskRule("DIS-05")
  void sendingGoesOnBehindThePeersEndWhileItsDataIsNotTaken() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    pair.peer().write("waits");
    pair.peer().shutdownOutput();
    turns(pair); // nothing is read now, and the transport has told of the end if it does so then
    Irp<Void> big = jam(pair);
    unjam(pair);
    ends(big, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    assertThat(receiveExactly(pair, 5)).isEqualTo(Bytes.of("waits"));
    get(pair.socket().disconnect());
    assertThat(pair.peer().readToEnd()).isEmpty();
  }

  @Test
  @WskRule("DIS-05")
  void sendAndDisconnectInsideTheDisconnectCallbackReachThePeer() throws Exception {
    TestConnection connection = new TestConnection();
    connection.onDisconnect(
        flags -> {
          started(i -> connection.socket().send(data("good"), 0, i));
          started(i -> connection.socket().disconnect(data("bye"), 0, i));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, BOTH);
    pair.peer().shutdownOutput();
    assertThat(Bytes.text(pair.peer().readToEnd())).isEqualTo("goodbye");
  }

  @Test
  @WskRule({"REV-10", "DIS-04"})
  void theCallbackIsToldWhetherItRunsAtDispatchLevel() throws Exception {
    for (Ending ending : List.<Ending>of(Peer::shutdownOutput, Peer::reset)) {
      BlockingQueue<Boolean> onLoop = new LinkedBlockingQueue<>();
      TestConnection connection = new TestConnection();
      connection.onDisconnect(
          flags -> {
            onLoop.add(ProviderThread.isCurrent());
            return STATUS_SUCCESS;
          });
      Pair pair = accepted(connection, BOTH);
      ending.of(pair.peer());
      int flags = Eventually.taken("disconnect callback", connection.disconnects);
      assertThat((flags & WSK_FLAG_AT_DISPATCH_LEVEL) != 0)
          .isEqualTo(Eventually.taken("answer", onLoop));
    }
  }

  /** How a peer goes. */
  @FunctionalInterface
  private interface Ending {
    void of(Peer peer) throws IOException;
  }

  @Test
  @WskRule("DIS-04")
  void resetIsToldOnceAsAbortive() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, BOTH);
    pair.peer().reset();
    assertThat(disconnected(connection)).isEqualTo(WSK_FLAG_ABORTIVE);
    get(pair.socket().close());
    connection.markClosed();
    assertThat(connection.disconnects).isEmpty();
  }

  @Test
  @WskRule("DIS-04")
  void disconnectIsToldOnceEvenIfAResetFollows() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, BOTH);
    pair.peer().shutdownOutput();
    assertThat(disconnected(connection)).isZero();
    turns(pair);
    pair.peer().reset();
    WskBuf byteOfData = data("x");
    Eventually.until(
        "sends fail",
        () ->
            !completed((Irp<Void> i) -> pair.socket().send(byteOfData, 0, i)).status().isSuccess());
    get(pair.socket().close());
    connection.markClosed();
    assertThat(connection.disconnects).isEmpty();
  }

  @Test
  @WskRule("DIS-04")
  void disconnectComesAfterAllDataHasBeenIndicated() throws Exception {
    for (int length : new int[] {1, 100_000, 2 * MIB}) {
      TestConnection connection = new TestConnection();
      BlockingQueue<Integer> takenBefore = new LinkedBlockingQueue<>();
      connection.onDisconnect(
          flags -> {
            takenBefore.add(connection.takenCount());
            return STATUS_SUCCESS;
          });
      Pair pair = accepted(connection, BOTH);
      byte[] sent = Bytes.pattern(length, 92);
      await(inBackground(() -> pair.peer().write(sent)));
      pair.peer().shutdownOutput();
      assertThat(disconnected(connection)).isZero();
      assertThat(Eventually.taken("count", takenBefore)).isEqualTo(length);
      assertThat(connection.takenBytes()).isEqualTo(sent);
    }
  }

  private Pair paused() throws Exception {
    TestConnection connection =
        new TestConnection().onReceive((flags, data, bytes, accepted) -> STATUS_DATA_NOT_ACCEPTED);
    Pair pair = accepted(connection, BOTH);
    pair.peer().write("abc");
    assertThat(Eventually.taken("receive", connection.receives).bytesIndicated()).isEqualTo(3);
    turns(pair);
    connection.onReceive((flags, data, bytes, accepted) -> STATUS_SUCCESS);
    return pair;
  }

  @Test
  @WskRule("DIS-04")
  void disconnectWaitsForDataThatWasDeclined() throws Exception {
    Pair pair = paused();
    pair.peer().shutdownOutput();
    turns(pair);
    assertThat(pair.connection().disconnects).isEmpty();
    resume(pair);
    assertThat(disconnected(pair.connection())).isZero();
    assertThat(pair.connection().takenBytes()).isEqualTo(Bytes.of("abc"));
  }

  @Test
  @WskRule("DIS-04")
  void disconnectWaitsForDataThatNobodyHasTaken() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_DISCONNECT);
    pair.peer().write("abc");
    pair.peer().shutdownOutput();
    turns(pair);
    assertThat(connection.disconnects).isEmpty();
    assertThat(Bytes.text(receiveExactly(pair, 2))).isEqualTo("ab");
    turns(pair);
    assertThat(connection.disconnects).isEmpty();
    assertThat(Bytes.text(receiveExactly(pair, 1))).isEqualTo("c");
    assertThat(disconnected(connection)).isZero();
  }

  @Test
  @WskRule("DIS-04")
  void disconnectDoesNotWaitForDataThatIsKept() throws Exception {
    BlockingQueue<WskDataIndication> kept = new LinkedBlockingQueue<>();
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  kept.add(data);
                  return STATUS_PENDING;
                });
    Pair pair = accepted(connection, BOTH);
    pair.peer().write("abc");
    pair.peer().shutdownOutput();
    assertThat(disconnected(connection)).isZero();
    WskDataIndication list = Eventually.taken("indication", kept);
    assertThat(Bytes.text(Bytes.copy(list))).isEqualTo("abc");
    assertThat(pair.socket().release(list)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("DIS-06")
  void anyOtherAnswerIsLoggedAndIgnored() throws Exception {
    // Providers name the callback WskDisconnectEvent or disconnect.
    expectWarning("isconnect");
    long before = harness().counted("callback.bad.status");
    TestConnection connection = new TestConnection().onDisconnect(flags -> STATUS_UNSUCCESSFUL);
    Pair pair = accepted(connection, BOTH);
    pair.peer().shutdownOutput();
    assertThat(disconnected(connection)).isZero();
    turns(pair);
    assertThat(connection.disconnects).isEmpty();
    assertThat(harness().counted("callback.bad.status") - before).isEqualTo(1);
  }

  @Test
  @WskRule("DIS-06")
  void exceptionIsLoggedAndIgnored() throws Exception {
    expectWarning("isconnect");
    TestConnection connection =
        new TestConnection()
            .onDisconnect(
                flags -> {
                  throw new IllegalStateException("meant to be");
                });
    Pair pair = accepted(connection, BOTH);
    pair.peer().shutdownOutput();
    assertThat(disconnected(connection)).isZero();
    turns(pair);
    assertThat(connection.disconnects).isEmpty();
  }

  @Test
  @WskRule({"DIS-07", "DIS-04"})
  void dataThatWasReadBeforeAResetIsIndicatedFirst() throws Exception {
    Pair pair = paused();
    pair.peer().reset();
    resume(pair);
    assertThat(disconnected(pair.connection())).isEqualTo(WSK_FLAG_ABORTIVE);
    assertThat(pair.connection().takenBytes()).isEqualTo(Bytes.of("abc"));
  }

  @Test
  @WskRule({"DIS-07", "RCV-03"})
  void dataThatWasReadBeforeAResetIsReceivedFirst() throws Exception {
    Pair pair = paused();
    pair.peer().reset();
    assertThat(Bytes.text(receiveExactly(pair, 3))).isEqualTo("abc");
    WskBuf room = WskBuf.ofWritable(emptyBuffer(1));
    Irp<Void> irp = completed(i -> pair.socket().receive(room, 0, i));
    assertThat(irp.status()).isEqualTo(STATUS_CONNECTION_RESET);
    assertThat(disconnected(pair.connection())).isEqualTo(WSK_FLAG_ABORTIVE);
  }
}
