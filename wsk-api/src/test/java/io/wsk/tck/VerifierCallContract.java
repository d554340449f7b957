package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.control.SocketOptions.SO_KEEPALIVE;
import static io.wsk.api.verifier.VerifierMode.STANDARD;
import static io.wsk.api.verifier.VerifierMode.STRICT;
import static io.wsk.api.verifier.Violation.CALL_AFTER_CLOSE;
import static io.wsk.api.verifier.Violation.DOUBLE_RELEASE;
import static io.wsk.api.verifier.Violation.INDICATION_LEAK;
import static io.wsk.api.verifier.Violation.IRP_REUSE;
import static io.wsk.api.verifier.Violation.RELEASE_NOT_RETAINED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Chapter THR: what the verifier says of calls that break a rule, and of those that do not. */
public abstract class VerifierCallContract extends VerifierContract {
  private static final String RELEASE_LOGGED = "WskRelease of an indication";

  // ---- release ----------------------------------------------------------------------------------

  private void releaseTwice(VerifierMode mode) throws Exception {
    verified(mode);
    expectWarning(RELEASE_LOGGED);
    Keeper keeper = new Keeper();
    Pair pair = accepted(keeper.connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    WskDataIndication kept = keeper.next();
    Turns.of(pair);
    assertThat(releaseFirst(pair, kept)).isEqualTo(STATUS_SUCCESS);
    assertThat(harness().takeReports()).isEmpty();

    VerifierReport report = breach(() -> releaseSecond(pair, kept), STATUS_INVALID_PARAMETER);
    assertTells(report, DOUBLE_RELEASE, "REV-07", pair);
    assertSites(
        report, "kept", "receive", "released", "releaseFirst", "released again", "releaseSecond");
    assertThat(harness().counted("violations")).isEqualTo(1);
    // It has disturbed nothing.
    pair.peer().write("def");
    assertThat(pair.socket().release(keeper.next())).isEqualTo(STATUS_SUCCESS);
  }

  private static NtStatus releaseFirst(Pair pair, WskDataIndication kept) {
    return pair.socket().release(kept);
  }

  private static NtStatus releaseSecond(Pair pair, WskDataIndication kept) {
    return pair.socket().release(kept);
  }

  @Test
  @WskRule("THR-04")
  void aSecondReleaseIsReportedWithAllPlaces() throws Exception {
    releaseTwice(STANDARD);
  }

  @Test
  @WskRule("THR-04")
  void aSecondReleaseIsAnExceptionWhenStrict() throws Exception {
    releaseTwice(STRICT);
  }

  private void releaseElsewhere(VerifierMode mode) throws Exception {
    verified(mode);
    expectWarning(RELEASE_LOGGED);
    Keeper keeper = new Keeper();
    Pair pair = accepted(keeper.connection, WSK_EVENT_RECEIVE);
    Pair other = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    WskDataIndication kept = keeper.next();
    Turns.of(pair);
    VerifierReport report = breach(() -> releaseFirst(other, kept), STATUS_INVALID_PARAMETER);
    assertTells(report, RELEASE_NOT_RETAINED, "REV-07", other);
    assertSites(report, "kept", "receive", "released", "releaseFirst");
    assertThat(pair.socket().release(kept)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("THR-04")
  void aReleaseOnAnotherSocketIsReported() throws Exception {
    releaseElsewhere(STANDARD);
  }

  @Test
  @WskRule("THR-04")
  void aReleaseOnAnotherSocketIsAnExceptionWhenStrict() throws Exception {
    releaseElsewhere(STRICT);
  }

  private void releaseWhatWasTaken(VerifierMode mode) throws Exception {
    verified(mode);
    expectWarning(RELEASE_LOGGED);
    BlockingQueue<WskDataIndication> taken = new LinkedBlockingQueue<>();
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  taken.add(data);
                  return STATUS_SUCCESS;
                });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    WskDataIndication indication = Eventually.taken("indication", taken);
    Turns.of(pair);
    VerifierReport report = breach(() -> releaseFirst(pair, indication), STATUS_INVALID_PARAMETER);
    assertTells(report, RELEASE_NOT_RETAINED, "REV-07", pair);
    assertSites(report, "released", "releaseFirst");
    // What comes next is another indication, and nobody has released it.
    pair.peer().write("def");
    assertThat(Eventually.taken("next indication", taken)).isNotSameAs(indication);
    connection.awaitTaken("abcdef");
  }

  @Test
  @WskRule("THR-04")
  void aReleaseOfWhatWasNotKeptIsReported() throws Exception {
    releaseWhatWasTaken(STANDARD);
  }

  @Test
  @WskRule("THR-04")
  void aReleaseOfWhatWasNotKeptIsAnExceptionWhenStrict() throws Exception {
    releaseWhatWasTaken(STRICT);
  }

  @Test
  @WskRule("THR-04")
  void aReleaseInsideACallbackThatDoesNotKeepIsReported() throws Exception {
    verified(STRICT); // and nobody is thrown at, since the answer makes the fault
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          assertThat(connection.socket().release(data)).isEqualTo(STATUS_SUCCESS);
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    VerifierReport report = awaitReport();
    assertTells(report, RELEASE_NOT_RETAINED, "REV-07", pair);
    assertSites(report, "indicated", "acceptByDefault", "released", "receive");
    connection.awaitTaken("abc");
  }

  private void releaseDatagramTwice(VerifierMode mode) throws Exception {
    verified(mode);
    expectWarning(RELEASE_LOGGED);
    BlockingQueue<WskDatagramIndication> kept = new LinkedBlockingQueue<>();
    TestDatagrams context =
        new TestDatagrams()
            .onReceiveFrom(
                (flags, datagrams) -> {
                  kept.add(datagrams);
                  return STATUS_PENDING;
                });
    WskDatagramSocket socket =
        closeLater(
            get(npi().socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, context, TestDatagrams.DISPATCH)));
    get(socket.bind(anyLoopback()));
    assertThat(control(socket, WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    DatagramPeer peer = closeLater(new DatagramPeer());
    InetSocketAddress address = get(socket.getLocalAddress());
    peer.send("one", address);
    WskDatagramIndication one = Eventually.taken("datagram", kept);
    peer.send("two", address);
    WskDatagramIndication two = Eventually.taken("datagram", kept);
    assertThat(socket.release(one)).isEqualTo(STATUS_SUCCESS);
    VerifierReport second = breach(() -> socket.release(one), STATUS_INVALID_PARAMETER);
    assertThat(second.violation()).isEqualTo(DOUBLE_RELEASE);
    assertThat(second.localAddress()).isEqualTo(address);
    assertSites(
        second, "kept", "receiveFrom", "released", "Datagram", "released again", "Datagram");

    closeAll();
    npi().close();
    assertThat(registration().deregister(Eventually.LIMIT).isComplete()).isTrue();
    VerifierReport leak = report();
    assertThat(leak.violation()).isEqualTo(INDICATION_LEAK);
    assertSites(leak, "kept", "receiveFrom");
    assertThat(socket.release(two)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"THR-04", "CLO-06"})
  void datagramsAreWatchedOneByOne() throws Exception {
    releaseDatagramTwice(STANDARD);
  }

  @Test
  @WskRule({"THR-04", "CLO-06"})
  void datagramsAreWatchedOneByOneWhenStrict() throws Exception {
    releaseDatagramTwice(STRICT);
  }

  // ---- requests ---------------------------------------------------------------------------------

  private void givePendingIrpAgain(VerifierMode mode) throws Exception {
    verified(mode);
    Pair pair = accepted(new TestConnection(), 0);
    ByteBuf memory = emptyBuffer(8);
    Irp<Void> irp = Irp.allocate();
    assertThat(receiveFirst(pair, memory, irp)).isEqualTo(STATUS_PENDING);
    List<Function<Irp<Void>, NtStatus>> calls =
        List.of(
            again -> pair.socket().send(WskBuf.ofReadable(memory), 0, again),
            again -> pair.socket().receive(WskBuf.ofWritable(memory), 0, again),
            again -> pair.socket().disconnect(null, 0, again),
            again -> pair.socket().getLocalAddress(new Out<>(), again),
            again -> pair.socket().control(SO_KEEPALIVE.set(true), again),
            again -> pair.socket().close(again));
    for (Function<Irp<Void>, NtStatus> call : calls) {
      VerifierReport report = breach(() -> giveAgain(call, irp), STATUS_INVALID_PARAMETER);
      assertTells(report, IRP_REUSE, "IRP-05", pair);
      assertThat(report.what()).contains("pending", "WskReceive");
      assertSites(report, "given", "receiveFirst", "given again", "giveAgain");
    }
    // The first operation is not disturbed.
    pair.peer().write("abc");
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.information()).isEqualTo(3);
    VerifierReport report = breach(() -> receiveFirst(pair, memory, irp), STATUS_INVALID_PARAMETER);
    assertTells(report, IRP_REUSE, "IRP-05", pair);
    assertThat(report.what()).contains("completed");
  }

  private static NtStatus receiveFirst(Pair pair, ByteBuf memory, Irp<?> irp) {
    return pair.socket().receive(WskBuf.ofWritable(memory), 0, irp);
  }

  private static NtStatus giveAgain(Function<Irp<Void>, NtStatus> call, Irp<Void> irp) {
    return call.apply(irp);
  }

  @Test
  @WskRule({"THR-04", "IRP-05"})
  void anIrpThatIsGivenAgainIsReportedWithBothPlaces() throws Exception {
    givePendingIrpAgain(STANDARD);
  }

  @Test
  @WskRule({"THR-04", "IRP-05"})
  void anIrpThatIsGivenAgainIsAnExceptionWhenStrict() throws Exception {
    givePendingIrpAgain(STRICT);
  }

  private void acceptWithPendingIrp(VerifierMode mode) throws Exception {
    verified(mode);
    TestListener listener = listen(new TestListener(), 0);
    WskListenSocket socket = listener.socket();
    InetSocketAddress address = addressOf(socket);
    Irp<WskConnectionSocket> irp = Irp.allocate();
    assertThat(accept(socket, irp)).isEqualTo(STATUS_PENDING);
    VerifierReport report = breach(() -> accept(socket, irp), STATUS_INVALID_PARAMETER);
    assertTells(report, IRP_REUSE, "IRP-05", address);
    assertSites(report, "given", "accept", "given again", "accept");
    // The request that was refused does not stand in the way of the one that waits.
    peerOf(socket);
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    closeLater(irp.result());
    // Nor in that of the callback.
    assertThat(control(socket, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    peerOf(socket);
    watch(Eventually.taken("accept callback", listener.connections));
  }

  private static NtStatus accept(WskListenSocket socket, Irp<WskConnectionSocket> irp) {
    return socket.accept(0, null, null, null, null, irp);
  }

  @Test
  @WskRule("THR-04")
  void anAcceptWithAnIrpThatIsPendingIsReported() throws Exception {
    acceptWithPendingIrp(STANDARD);
  }

  @Test
  @WskRule("THR-04")
  void anAcceptWithAnIrpThatIsPendingIsAnExceptionWhenStrict() throws Exception {
    acceptWithPendingIrp(STRICT);
  }

  // ---- close ------------------------------------------------------------------------------------

  private void callAfterClose(VerifierMode mode) throws Exception {
    verified(mode);
    Pair pair = accepted(new TestConnection(), 0);
    WskConnectionSocket socket = pair.socket();
    ByteBuf memory = emptyBuffer(8);
    closeFirst(socket);
    List<Function<Irp<Void>, NtStatus>> calls =
        List.of(
            late -> socket.send(WskBuf.ofReadable(memory), 0, late),
            late -> socket.receive(WskBuf.ofWritable(memory), 0, late),
            late -> socket.disconnect(null, 0, late),
            late -> socket.getLocalAddress(new Out<>(), late),
            late -> socket.control(SO_KEEPALIVE.set(true), late),
            socket::close);
    for (Function<Irp<Void>, NtStatus> call : calls) {
      Irp<Void> irp = Irp.allocate();
      VerifierReport report = breach(() -> giveAgain(call, irp), STATUS_INVALID_HANDLE);
      assertTells(report, CALL_AFTER_CLOSE, "CLO-05", pair);
      assertSites(report, "closed", "closeFirst", "called", "giveAgain");
      // What the contract says has happened before anything is thrown.
      assertThat(irp.isCompleted()).isTrue();
      assertThat(irp.status()).isEqualTo(STATUS_INVALID_HANDLE);
    }
  }

  private static void closeFirst(WskConnectionSocket socket) throws Exception {
    get(socket.close());
  }

  @Test
  @WskRule({"THR-04", "CLO-05"})
  void callsAfterCloseAreReportedWithBothPlaces() throws Exception {
    callAfterClose(STANDARD);
  }

  @Test
  @WskRule({"THR-04", "CLO-05"})
  void callsAfterCloseAreExceptionsWhenStrict() throws Exception {
    callAfterClose(STRICT);
  }

  private void acceptAfterClose(VerifierMode mode) throws Exception {
    verified(mode);
    TestListener listener = listen(new TestListener(), 0);
    InetSocketAddress address = addressOf(listener.socket());
    get(listener.socket().close());
    VerifierReport report =
        breach(() -> accept(listener.socket(), Irp.allocate()), STATUS_INVALID_HANDLE);
    assertTells(report, CALL_AFTER_CLOSE, "CLO-05", address);
  }

  @Test
  @WskRule("THR-04")
  void anAcceptAfterCloseIsReported() throws Exception {
    acceptAfterClose(STANDARD);
  }

  @Test
  @WskRule("THR-04")
  void anAcceptAfterCloseIsAnExceptionWhenStrict() throws Exception {
    acceptAfterClose(STRICT);
  }

  // ---- what is right ----------------------------------------------------------------------------

  /**
   * Everything that looks like a fault and is none: a release inside the callback that keeps, one
   * on another thread, one after close, a reused IRP, calls that close cancels. The base of the kit
   * fails for any report.
   */
  private void doWhatIsRight(VerifierMode mode) throws Exception {
    verified(mode);
    List<WskDataIndication> kept = new ArrayList<>();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          boolean released = data.buffer().length() % 2 == 0;
          if (released) {
            assertThat(connection.socket().release(data)).isEqualTo(STATUS_SUCCESS);
          } else {
            kept.add(data);
          }
          return STATUS_PENDING;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    String expected = "";
    for (String part : List.of("a", "bc", "def", "ghij", "k")) {
      pair.peer().write(part);
      expected += part;
      connection.awaitTaken(expected);
      Turns.of(pair);
    }
    assertThat(kept).isNotEmpty();
    assertThat(pair.socket().release(kept.remove(0))).isEqualTo(STATUS_SUCCESS);
    Irp<Void> irp = Irp.allocate();
    for (int turn = 0; turn < 3; turn++) {
      assertThat(pair.socket().getLocalAddress(new Out<>(), irp)).isEqualTo(STATUS_SUCCESS);
      irp.reuse();
    }
    assertThat(receiveFirst(pair, emptyBuffer(8), irp)).isEqualTo(STATUS_PENDING);
    get(pair.socket().close());
    assertThat(irp.isCompleted()).isTrue();
    for (WskDataIndication late : kept) {
      assertThat(pair.socket().release(late)).isEqualTo(STATUS_SUCCESS);
    }
    assertThat(harness().takeReports()).isEmpty();
    assertThat(harness().counted("violations")).isZero();
  }

  @Test
  @WskRule("THR-04") // and not CLO-06: the base would let a report of it pass
  void whatIsRightIsNotReported() throws Exception {
    doWhatIsRight(STANDARD);
  }

  @Test
  @WskRule("THR-04") // and not CLO-06: the base would let a report of it pass
  void whatIsRightIsRightWhenStrict() throws Exception {
    doWhatIsRight(STRICT);
  }

  @Test
  @WskRule("THR-04")
  void nothingIsReportedWhenOff() throws Exception {
    verified(VerifierMode.OFF);
    Pair pair = accepted(new TestConnection(), 0);
    get(pair.socket().close());
    Irp<Void> late = completed(pair.socket()::close);
    assertThat(late.status()).isEqualTo(STATUS_INVALID_HANDLE);
    assertThat(harness().takeReports()).isEmpty();
    assertThat(harness().counted("violations")).isZero();
  }
}
