package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static io.wsk.tck.Events.assertReceiveAndDisconnectAreEnabled;
import static io.wsk.tck.Events.assertReceiveIsDisabled;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.NtStatus;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** LIS-04 to LIS-06: what the accept callback gets, what its answers do, and what is inherited. */
public abstract class AcceptEventContract extends ContractTest {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  /** How a log line names the callback, with a capital or without. */
  private static final String ACCEPT_LOGGED = "ccept";

  /** The next connection is accepted as if nothing had been wrong. */
  private Pair acceptedNext(TestListener listener) throws Exception {
    Peer peer = peerOf(listener.socket());
    TestConnection connection = watch(Eventually.taken("accept callback", listener.connections));
    assertThat(get(connection.socket().getRemoteAddress())).isEqualTo(peer.localAddress());
    return new Pair(connection, connection.socket(), peer);
  }

  // ---- LIS-04 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"LIS-04", "SOC-09"})
  void theCallbackGetsContextFlagsAddressesAndSocket() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    TestListener other = listen(new TestListener(), WSK_EVENT_ACCEPT);
    Pair pair = acceptedNext(listener);
    TestListener.Accept call = Eventually.taken("call", listener.accepts);
    assertThat(call.flags()).isEqualTo(WSK_FLAG_AT_DISPATCH_LEVEL);
    assertThat(call.local()).isEqualTo(addressOf(listener.socket()));
    assertThat(call.remote()).isEqualTo(pair.peer().localAddress());
    assertThat(get(call.socket().getLocalAddress())).isEqualTo(call.local());
    assertThat(other.accepts).as("calls with another listener's context").isEmpty();
    assertThat(listener.accepts).as("further calls").isEmpty();
  }

  @Test
  @WskRule("LIS-04")
  void successWithoutContextAndDispatchAcceptsASocketForFunctions() throws Exception {
    BlockingQueue<WskConnectionSocket> sockets = new LinkedBlockingQueue<>();
    TestListener listener =
        listen(
            new TestListener()
                .onAccept(
                    (flags, local, remote, socket, out) -> {
                      sockets.add(socket);
                      return STATUS_SUCCESS;
                    }),
            WSK_EVENT_ACCEPT | BOTH);
    Peer peer = peerOf(listener.socket());
    WskConnectionSocket socket = closeLater(Eventually.taken("accept callback", sockets));
    peer.write("ping");
    ByteBuf received = emptyBuffer(4);
    assertThat(get(socket.receive(WskBuf.ofWritable(received)))).isPositive();
    Turns.of(socket, peer);
  }

  @Test
  @WskRule("LIS-04")
  void contextAndDispatchAreSetOnceAndOnlyInTheCallback() throws Exception {
    BlockingQueue<AcceptedSocket> kept = new LinkedBlockingQueue<>();
    AtomicInteger refused = new AtomicInteger();
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          NtStatus status = listener.acceptByDefault(flags, local, remote, socket, out);
          refused.addAndGet(setIsRefused(out));
          kept.add(out);
          return status;
        });
    listen(listener, WSK_EVENT_ACCEPT | BOTH);
    Pair pair = acceptedNext(listener);
    AcceptedSocket out = Eventually.taken("out parameter", kept);
    assertThat(refused).hasValue(1);
    assertReceiveAndDisconnectAreEnabled(pair);
    assertThat(setIsRefused(out)).isEqualTo(1);
  }

  private static int setIsRefused(AcceptedSocket out) {
    try {
      out.set(new TestConnection(), TestConnection.DISPATCH);
      return 0;
    } catch (IllegalStateException e) {
      return 1;
    }
  }

  @Test
  @WskRule("LIS-04")
  void aRejectedConnectionIsClosedAndTheNextIsAccepted() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT | BOTH);
    TestConnection rejected = watch(rejectedBy(listener, STATUS_REQUEST_NOT_ACCEPTED));
    assertThat(rejected.receives).isEmpty();
    assertThat(rejected.disconnects).isEmpty();
    assertReceiveAndDisconnectAreEnabled(acceptedNext(listener));
    assertThat(harness().counted("callback.bad.status")).isZero();
  }

  /** The callback gives a context and dispatch, but answers with another status than success. */
  private TestConnection rejectedBy(TestListener listener, NtStatus answer) throws Exception {
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          assertThat(listener.acceptByDefault(flags, local, remote, socket, out).isSuccess())
              .isTrue();
          return answer;
        });
    Peer peer = peerOf(listener.socket());
    assertEnds(peer);
    listener.onAccept(listener::acceptByDefault);
    TestConnection rejected = Eventually.taken("accept callback", listener.connections);
    breaks("CLO-05"); // what has been rejected is closed
    assertThat(control(rejected.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_INVALID_HANDLE);
    return rejected;
  }

  /** By a reset or by the end of the stream, the rule leaves that open; without any data. */
  private static void assertEnds(Peer peer) throws Exception {
    if (!peer.endsInReset()) {
      assertThat(peer.socket().getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  @WskRule("LIS-04")
  void anyOtherStatusRejectsAndIsLoggedAndCounted() throws Exception {
    expectWarning(ACCEPT_LOGGED);
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    long counted = harness().counted("callback.bad.status");
    for (NtStatus answer : List.of(STATUS_UNSUCCESSFUL, STATUS_PENDING, STATUS_INVALID_HANDLE)) {
      assertThat(rejectedBy(listener, answer)).isNotNull();
    }
    // The next connection comes behind them on the same loop, so that all has been counted.
    Turns.of(acceptedNext(listener));
    assertThat(harness().counted("callback.bad.status")).isEqualTo(counted + 3);
  }

  @Test
  @WskRule("LIS-04")
  void anExceptionRejectsAndIsLoggedAndCounted() throws Exception {
    expectWarning(ACCEPT_LOGGED);
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          throw new IllegalArgumentException("thrown by a test");
        });
    assertEnds(peerOf(listener.socket()));
    listener.onAccept(listener::acceptByDefault);
    Turns.of(acceptedNext(listener));
    assertThat(harness().counted("callback.exceptions")).isEqualTo(1);
  }

  // ---- LIS-05 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-05")
  void noCallbackOfTheAcceptedSocketRunsBeforeTheAcceptCallbackHasReturned() throws Exception {
    for (int round = 0; round < 20; round++) {
      assertNothingBeforeTheReturn();
    }
  }

  private void assertNothingBeforeTheReturn() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    AtomicInteger early = new AtomicInteger();
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          NtStatus status = listener.acceptByDefault(flags, local, remote, socket, out);
          awaitQuietly(sent);
          // Data is there now, and enabling is no reason to show it yet, on this thread or another.
          assertThat(control(socket, WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
          early.addAndGet(listener.connections.element().receives.size());
          return status;
        });
    listen(listener, WSK_EVENT_ACCEPT | BOTH);
    Peer peer = peerOf(listener.socket());
    peer.write("data");
    peer.shutdownOutput();
    giveOthersAChance();
    sent.countDown();
    TestConnection connection = Eventually.taken("data", heldConnection(listener));
    watch(connection).awaitTaken("data");
    assertThat(Eventually.taken("disconnect callback", connection.disconnects)).isNotNull();
    assertThat(early).as("calls during the accept callback").hasValue(0);
  }

  @Test
  @WskRule("LIS-05")
  void noByteIsReadFromTheAcceptedSocketBeforeTheAcceptCallbackHasReturned() throws Exception {
    // Whatever has been read would be the provider's to keep, since the client has not seen it.
    AtomicLong nothingRead = new AtomicLong();
    BlockingQueue<Long> read = new LinkedBlockingQueue<>();
    CountDownLatch othersHadTheirChance = new CountDownLatch(1);
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          NtStatus status = listener.acceptByDefault(flags, local, remote, socket, out);
          read.add(harness().liveBytes() - nothingRead.get());
          awaitQuietly(othersHadTheirChance);
          read.add(harness().liveBytes() - nothingRead.get());
          return status;
        });
    listen(listener, BOTH);
    Peer peer = peerOf(listener.socket());
    peer.write("data");
    Turns.of(listener.socket()); // the data is there before anybody wants the connection
    nothingRead.set(harness().liveBytes());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(Eventually.taken("accept callback", read)).isZero();
    giveOthersAChance();
    othersHadTheirChance.countDown();
    assertThat(Eventually.taken("end of the callback", read)).isZero();
    watch(Eventually.taken("connection", listener.connections)).awaitTaken("data");
  }

  /** Some work in the kernel, in which a loop that has not been told to wait would show data. */
  private static void giveOthersAChance() throws Exception {
    try (Peer.Server server = new Peer.Server()) {
      for (int i = 0; i < 10; i++) {
        try (Peer client = Peer.connect(server.address());
            Peer accepted = server.accept()) {
          client.write("x");
          assertThat(accepted.readText(1)).isEqualTo("x");
        }
      }
    }
  }

  /** The connection, once it has been shown data; the callback still looks at it before that. */
  private static BlockingQueue<TestConnection> heldConnection(TestListener listener) {
    Eventually.until(
        "data indicated",
        () -> !listener.connections.isEmpty() && hasReceived(listener.connections.element()));
    return listener.connections;
  }

  private static boolean hasReceived(TestConnection connection) {
    return !connection.receives.isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      Eventually.latch("the peer has sent", latch);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- LIS-06 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-06")
  void eventsEnabledOneByOneAreAllInherited() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_DISCONNECT);
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(control(listener.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertReceiveAndDisconnectAreEnabled(acceptedNext(listener));
    assertReceiveAndDisconnectAreEnabled(acceptedNext(listener));
  }

  @Test
  @WskRule("LIS-06")
  void whatTheListenerHasNotEnabledIsNotInherited() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT | WSK_EVENT_DISCONNECT);
    Pair first = acceptedNext(listener);
    assertReceiveIsDisabled(first);
    assertThat(control(listener.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertReceiveAndDisconnectAreEnabled(acceptedNext(listener));
    // Who was accepted before does not inherit any more.
    assertReceiveIsDisabled(first);
  }

  @Test
  @WskRule("LIS-06")
  void aSocketAcceptedByRequestInheritsNothing() throws Exception {
    TestListener listener = listen(new TestListener(), BOTH);
    Peer peer = peerOf(listener.socket());
    TestConnection connection = new TestConnection();
    connection.socket(
        closeLater(get(listener.socket().accept(connection, TestConnection.DISPATCH))));
    Pair pair = new Pair(watch(connection), connection.socket(), peer);
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    connection.awaitTaken("abc");
    peer.shutdownOutput();
    Turns.of(pair);
    assertThat(connection.disconnects).isEmpty();
  }

  @Test
  @WskRule({"LIS-06", "EVT-07"})
  void anInheritedEventIsTheSocketsOwnToDisable() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT | BOTH);
    Pair first = acceptedNext(listener);
    assertThat(control(first.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE))
        .isEqualTo(STATUS_SUCCESS);
    assertReceiveIsDisabled(first);
    assertReceiveAndDisconnectAreEnabled(acceptedNext(listener));
  }
}
