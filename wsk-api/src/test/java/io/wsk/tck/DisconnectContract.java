package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_ABORTED;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Chapter DIS: the disconnect function. */
public abstract class DisconnectContract extends ConnectionContract {
  private Pair pair() throws Exception {
    return accepted(new TestConnection(), 0);
  }

  private static Irp<Void> disconnect(Pair pair, WskBuf last, int flags) {
    return started(i -> pair.socket().disconnect(last, flags, i));
  }

  private Irp<Void> receive(Pair pair) {
    WskBuf run = WskBuf.ofWritable(emptyBuffer(10));
    return started(i -> pair.socket().receive(run, 0, i));
  }

  @Test
  @WskRule("DIS-01")
  void gracefulDisconnectSendsTheLastBufferThenTheEnd() throws Exception {
    Pair pair = pair();
    Irp<Void> send = started(i -> pair.socket().send(data("first "), 0, i));
    Mdl chain =
        chain(
            Mdl.ofReadable(buffer(Bytes.of("__last"))), Mdl.ofReadable(buffer(Bytes.of(" words"))));
    Irp<Void> irp = disconnect(pair, new WskBuf(chain, 2, 10), 0);
    assertThat(Bytes.text(pair.peer().readToEnd())).isEqualTo("first last words");
    ends(send, STATUS_SUCCESS, 6);
    ends(irp, STATUS_SUCCESS, 10);
  }

  @Test
  @WskRule("DIS-01")
  void gracefulDisconnectWithoutBytesJustEndsTheStream() throws Exception {
    for (WskBuf nothing : new WskBuf[] {null, WskBuf.empty(), data("")}) {
      Pair pair = pair();
      ends(disconnect(pair, nothing, 0), STATUS_SUCCESS, 0);
      assertThat(pair.peer().readToEnd()).isEmpty();
    }
  }

  @Test
  @WskRule("DIS-01")
  void endOfTheStreamWaitsForAllQueuedSends() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> big = jam(pair);
    Irp<Void> small = started(i -> pair.socket().send(data("small"), 0, i));
    Irp<Void> irp = disconnect(pair, data("last"), 0);
    turnsByReceiving(pair);
    assertThat(irp.isCompleted()).isFalse();
    unjam(pair);
    assertThat(Bytes.text(pair.peer().readToEnd())).isEqualTo("smalllast");
    ends(big, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    ends(small, STATUS_SUCCESS, 5);
    ends(irp, STATUS_SUCCESS, 4);
  }

  @Test
  @WskRule({"DIS-01", "SND-02"})
  void disconnectInsideACallbackComesAfterSendsOfOtherThreads() throws Exception {
    Held held = closeLater(new Held());
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          held.hold();
          started(i -> connection.socket().disconnect(null, 0, i));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("go");
    held.awaitEntered();
    Irp<Void> send = started(i -> pair.socket().send(data("before"), 0, i));
    held.letGo();
    ends(send, STATUS_SUCCESS, 6);
    assertThat(Bytes.text(pair.peer().readToEnd())).isEqualTo("before");
  }

  @Test
  @WskRule("DIS-01")
  void receivingGoesOnAfterOurGracefulDisconnect() throws Exception {
    Pair pair = pair();
    ends(disconnect(pair, null, 0), STATUS_SUCCESS, 0);
    assertThat(pair.peer().readToEnd()).isEmpty();
    byte[] sent = Bytes.pattern(3 * MIB, 81);
    CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(sent));
    assertThat(receiveExactly(pair, sent.length)).isEqualTo(sent);
    await(writing);
    pair.peer().shutdownOutput();
    ends(receive(pair), STATUS_SUCCESS, 0);
  }

  @Test
  @WskRule("DIS-01")
  void callbacksGoOnAfterOurGracefulDisconnect() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    ends(disconnect(pair, data("bye"), 0), STATUS_SUCCESS, 3);
    assertThat(Bytes.text(pair.peer().readToEnd())).isEqualTo("bye");
    byte[] sent = Bytes.pattern(3 * MIB, 82);
    await(inBackground(() -> pair.peer().write(sent)));
    awaitTaken(connection, sent);
  }

  @Test
  @WskRule("DIS-02")
  void abortiveDisconnectResetsThePeerAndEndsPendingRequests() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> first = receive(pair);
    Irp<Void> second = receive(pair);
    Irp<Void> begun = jam(pair);
    Irp<Void> queued = started(i -> pair.socket().send(data("queued"), 0, i));
    ends(disconnect(pair, null, WSK_FLAG_ABORTIVE), STATUS_SUCCESS, 0);
    assertThat(endOf(begun)).isEqualTo(STATUS_CANCELLED);
    ends(queued, STATUS_CANCELLED, 0);
    ends(first, STATUS_CONNECTION_ABORTED, 0);
    ends(second, STATUS_CONNECTION_ABORTED, 0);
    assertThat(pair.peer().endsInReset()).isTrue();
    WskBuf room = WskBuf.ofWritable(emptyBuffer(1));
    failsWith(STATUS_CONNECTION_ABORTED, i -> pair.socket().receive(room, 0, i));
  }

  @Test
  @WskRule("DIS-02")
  void abortiveDisconnectOfAnIdleConnectionResetsThePeer() throws Exception {
    Pair pair = pair();
    get(pair.socket().abort());
    assertThat(pair.peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule("DIS-02")
  void abortiveDisconnectWithABufferOrABadFlagDoesNothing() throws Exception {
    Pair pair = pair();
    failsWith(
        STATUS_INVALID_PARAMETER, i -> pair.socket().disconnect(data("x"), WSK_FLAG_ABORTIVE, i));
    for (int flags : new int[] {2, 4, 0x80000000, WSK_FLAG_ABORTIVE | 2}) {
      failsWith(STATUS_INVALID_PARAMETER, i -> pair.socket().disconnect(null, flags, i));
    }
    WskBuf bad = new WskBuf(Mdl.ofReadable(buffer(Bytes.of("abc"))), 0, 4);
    failsWith(STATUS_INVALID_PARAMETER, i -> pair.socket().disconnect(bad, 0, i));
    turns(pair);
    turnsByReceiving(pair);
  }

  @Test
  @WskRule("DIS-03")
  void abortiveDisconnectOvertakesAGracefulOneThatHangs() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> begun = jam(pair);
    Irp<Void> graceful = disconnect(pair, data("never sent"), 0);
    turnsByReceiving(pair);
    assertThat(graceful.isCompleted()).isFalse();
    ends(disconnect(pair, null, WSK_FLAG_ABORTIVE), STATUS_SUCCESS, 0);
    assertThat(endOf(graceful).isSuccess()).isFalse();
    assertThat(endOf(begun)).isEqualTo(STATUS_CANCELLED);
    assertThat(pair.peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule({"DIS-03", "CLO-01"})
  void closeOvertakesAGracefulDisconnectThatHangs() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> begun = jam(pair);
    Irp<Void> graceful = disconnect(pair, null, 0);
    // So that the loop has it: what is only on its way is cancelled in another place.
    assertThat(get(pair.socket().get(SO_RCVBUF))).isPositive();
    get(pair.socket().close());
    pair.connection().markClosed();
    assertThat(endOf(graceful)).isEqualTo(STATUS_CANCELLED);
    assertThat(endOf(begun)).isEqualTo(STATUS_CANCELLED);
    assertThat(pair.peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule({"DIS-03", "CLO-01"})
  void closeRightBehindAGracefulDisconnectInOneCallbackCancelsIt() throws Exception {
    TestConnection connection = new TestConnection();
    CompletableFuture<Irp<Void>> graceful = new CompletableFuture<>();
    CompletableFuture<Irp<Void>> closing = new CompletableFuture<>();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          graceful.complete(started(i -> connection.socket().disconnect(null, 0, i)));
          closing.complete(started(i -> connection.socket().close(i)));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("go");
    ends(graceful.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS), STATUS_CANCELLED, 0);
    ends(closing.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS), STATUS_SUCCESS, 0);
    connection.markClosed();
  }

  @Test
  @WskRule({"DIS-02", "DIS-04"})
  void abortiveDisconnectThatDropsDataDoesNotTellOfACompleteStream() throws Exception {
    TestConnection connection = new TestConnection();
    connection.onReceive((flags, data, bytes, accepted) -> STATUS_DATA_NOT_ACCEPTED);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    pair.peer().write("never taken");
    assertThat(Eventually.taken("receive callback", connection.receives)).isNotNull();
    pair.peer().shutdownOutput();
    turns(pair); // a transport that tells of the end while nothing is read has told it
    ends(disconnect(pair, null, WSK_FLAG_ABORTIVE), STATUS_SUCCESS, 0);
    WskBuf room = WskBuf.ofWritable(emptyBuffer(1));
    failsWith(STATUS_CONNECTION_ABORTED, i -> pair.socket().receive(room, 0, i));
    assertThat(connection.disconnects).isEmpty();
  }

  @Test
  @WskRule("DIS-08")
  void secondGracefulDisconnectIsRefusedAndTheFirstGoesOn() throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), 0);
    Irp<Void> begun = jam(pair);
    Irp<Void> first = disconnect(pair, data("last"), 0);
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> pair.socket().disconnect(data("x"), 0, i));
    assertThat(first.status()).isEqualTo(STATUS_PENDING);
    unjam(pair);
    assertThat(Bytes.text(pair.peer().readToEnd())).isEqualTo("last");
    ends(begun, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    ends(first, STATUS_SUCCESS, 4);
    failsWith(STATUS_INVALID_DEVICE_STATE, i -> pair.socket().disconnect(null, 0, i));
  }

  @Test
  @WskRule({"DIS-02", "DIS-08"})
  void abortiveDisconnectIsPossibleAfterAGracefulOneHasCompleted() throws Exception {
    Pair pair = pair();
    Irp<Void> pending = receive(pair);
    ends(disconnect(pair, null, 0), STATUS_SUCCESS, 0);
    assertThat(pair.peer().readToEnd()).isEmpty();
    ends(disconnect(pair, null, WSK_FLAG_ABORTIVE), STATUS_SUCCESS, 0);
    ends(pending, STATUS_CONNECTION_ABORTED, 0);
    // The peer has seen the end already; what it writes now meets a connection that is gone.
    Eventually.until("reset of the peer's side", () -> writeFails(pair.peer()));
  }

  private static boolean writeFails(Peer peer) {
    try {
      peer.write("x");
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
