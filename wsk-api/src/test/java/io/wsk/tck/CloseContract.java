package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Closing, callbacks and requests: CLO-01, CLO-02, CLO-04, CLO-05, CLO-07. */
public abstract class CloseContract extends ContractTest {
  /** In which order the requests of a test were completed. */
  private final List<String> order = new CopyOnWriteArrayList<>();

  private <T> Irp<T> named(String name) {
    return Irp.onCompletion(() -> order.add(name));
  }

  private void assertClosedAfterCancelling(Irp<?> closing, List<? extends Irp<?>> pending)
      throws Exception {
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(closing.status()).isEqualTo(STATUS_SUCCESS);
    for (Irp<?> irp : pending) {
      assertThat(irp.isCompleted()).as("completed before close").isTrue();
      assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
      assertThat(irp.result()).isNull();
    }
    assertThat(order).hasSize(pending.size() + 1).last().isEqualTo("close");
  }

  @Test
  @WskRule("CLO-01")
  void closeOfAListenerCancelsItsAccepts() throws Exception {
    WskListenSocket listener = listen(null, WskClientListenDispatch.none());
    List<Irp<WskConnectionSocket>> accepts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Irp<WskConnectionSocket> irp = named("accept");
      assertThat(listener.accept(0, null, null, null, null, irp)).isEqualTo(STATUS_PENDING);
      accepts.add(irp);
    }
    Turns.of(listener); // so that the requests are queued, not only on their way
    Irp<Void> closing = named("close");
    assertThat(listener.close(closing).isSuccess()).isTrue();
    assertClosedAfterCancelling(closing, accepts);
    assertThat(accepts).allSatisfy(irp -> assertThat(irp.information()).isZero());
  }

  @Test
  @WskRule("CLO-01")
  void closeDoesNotOvertakeAnAbortThatIsUnderWay() throws Exception {
    WskConnectionSocket socket = accepted(new TestConnection(), 0).socket();
    Irp<Void> closing = named("close");
    // Steps of one turn of the loop: the abort, then the close, and no word of the host between.
    turn(
        socket,
        () -> {
          Irp<Void> abort = named("abort");
          assertThat(socket.disconnect(null, WSK_FLAG_ABORTIVE, abort).isSuccess()).isTrue();
          turn(socket, () -> assertThat(socket.close(closing).isSuccess()).isTrue());
        });
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(order).containsExactly("abort", "close");
  }

  /** Does something in a step of the socket's loop, after the calls that have been made. */
  private static void turn(WskConnectionSocket socket, Runnable action) {
    Irp<Integer> irp = Irp.onCompletion(action);
    NtStatus asked = socket.control(SocketOptions.SO_RCVBUF.get(ControlOutput.unlimited()), irp);
    assertThat(asked.isSuccess()).isTrue();
  }

  @Test
  @WskRule("CLO-01")
  void closeOfAConnectionCancelsItsReceivesAndSends() throws Exception {
    Pair pair = connected(new TestConnection());
    List<Irp<Void>> pending = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Irp<Void> irp = named("receive");
      assertThat(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(8)), 0, irp))
          .isEqualTo(STATUS_PENDING);
      pending.add(irp);
    }
    // More than all buffers on the way hold, to a peer that does not read.
    byte[] much = new byte[32 << 20];
    for (int i = 0; i < 2; i++) {
      Irp<Void> irp = named("send");
      assertThat(pair.socket().send(WskBuf.ofReadable(buffer(much)), 0, irp))
          .isEqualTo(STATUS_PENDING);
      pending.add(irp);
    }
    // So that the requests are queued, not only on their way.
    assertThat(get(pair.socket().get(SocketOptions.SO_RCVBUF))).isPositive();
    Irp<Void> closing = named("close");
    assertThat(pair.socket().close(closing).isSuccess()).isTrue();
    assertClosedAfterCancelling(closing, pending);
  }

  @Test
  @WskRule("CLO-01")
  void closeWaitsForTheCallbackInProgress() throws Exception {
    Held held = closeLater(new Held());
    AtomicBoolean closedTooEarly = new AtomicBoolean();
    Irp<Void> closing = named("close");
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          held.hold();
          closedTooEarly.set(!closing.isPending());
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    held.awaitEntered();
    assertThat(pair.socket().close(closing)).isEqualTo(STATUS_PENDING);
    held.letGo();
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(closing.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(closedTooEarly).as("close completed during the callback").isFalse();
    connection.markClosed();
  }

  @Test
  @WskRule("CLO-02")
  void noCallbackOfAConnectionRunsAfterItsClose() throws Exception {
    for (int i = 0; i < 30; i++) {
      TestConnection connection = new TestConnection();
      Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
      Background<Void> traffic = Background.start(() -> flood(pair.peer()));
      assertThat(Eventually.taken("data", connection.receives)).isNotNull();
      // The routine marks the very moment; the base class reports what comes later.
      Irp<Void> closing = Irp.onCompletion(connection::markClosed);
      assertThat(pair.socket().close(closing).isSuccess()).isTrue();
      assertThat(closing.await(Eventually.LIMIT)).isTrue();
      traffic.result();
    }
  }

  /** Writes until the other side is gone. */
  private static Void flood(Peer peer) {
    try (peer) {
      for (int i = 0; i < 100_000; i++) {
        peer.write("0123456789");
      }
    } catch (java.io.IOException e) {
      // The reset of the close: that is how it ends.
    }
    return null;
  }

  @Test
  @WskRule("CLO-02")
  void noCallbackOfAListenerRunsAfterItsClose() throws Exception {
    for (int i = 0; i < 20; i++) {
      AtomicBoolean closed = new AtomicBoolean();
      AtomicBoolean violated = new AtomicBoolean();
      TestListener listener = new TestListener();
      listener.onAccept(
          (flags, local, remote, socket, out) -> {
            violated.compareAndSet(false, closed.get());
            return NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
          });
      WskListenSocket socket = listen(listener, WSK_EVENT_ACCEPT).socket();
      var address = addressOf(socket);
      Background<Void> traffic = Background.start(() -> connectUntilRefused(address));
      assertThat(Eventually.taken("accept callback", listener.accepts)).isNotNull();
      Irp<Void> closing = Irp.onCompletion(() -> closed.set(true));
      assertThat(socket.close(closing).isSuccess()).isTrue();
      assertThat(closing.await(Eventually.LIMIT)).isTrue();
      traffic.result();
      assertThat(violated).isFalse();
    }
  }

  private static Void connectUntilRefused(java.net.InetSocketAddress address) {
    try {
      for (int i = 0; i < 10_000; i++) {
        Peer.connect(address).close();
      }
    } catch (java.io.IOException e) {
      // Nobody listens any more.
    }
    return null;
  }

  @Test
  @WskRule("CLO-04")
  void closeInsideTheReceiveCallbackCompletesAfterIt() throws Exception {
    BlockingQueue<NtStatus> returned = new LinkedBlockingQueue<>();
    AtomicReference<Boolean> stillPending = new AtomicReference<>();
    TestConnection connection = new TestConnection();
    Irp<Void> closing = Irp.onCompletion(connection::markClosed);
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          returned.add(connection.socket().close(closing));
          stillPending.set(closing.isPending());
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    pair.peer().write("x");
    assertClosedFromInside(returned, stillPending, closing);
  }

  @Test
  @WskRule("CLO-04")
  void closeInsideTheDisconnectCallbackCompletesAfterIt() throws Exception {
    BlockingQueue<NtStatus> returned = new LinkedBlockingQueue<>();
    AtomicReference<Boolean> stillPending = new AtomicReference<>();
    TestConnection connection = new TestConnection();
    Irp<Void> closing = Irp.onCompletion(connection::markClosed);
    connection.onDisconnect(
        flags -> {
          returned.add(connection.socket().close(closing));
          stillPending.set(closing.isPending());
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    pair.peer().shutdownOutput();
    assertClosedFromInside(returned, stillPending, closing);
  }

  @Test
  @WskRule("CLO-04")
  void closeInsideTheAcceptCallbackCompletesAfterIt() throws Exception {
    BlockingQueue<NtStatus> returned = new LinkedBlockingQueue<>();
    AtomicReference<Boolean> stillPending = new AtomicReference<>();
    Irp<Void> closing = Irp.allocate();
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          returned.add(listener.socket().close(closing));
          stillPending.set(closing.isPending());
          return NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
        });
    Peer peer = peerOf(listen(listener, WSK_EVENT_ACCEPT).socket());
    assertClosedFromInside(returned, stillPending, closing);
    assertThat(listener.accepts).hasSize(1);
    peer.close();
  }

  private static void assertClosedFromInside(
      BlockingQueue<NtStatus> returned, AtomicReference<Boolean> stillPending, Irp<?> closing)
      throws InterruptedException {
    assertThat(Eventually.taken("the callback", returned)).isEqualTo(STATUS_PENDING);
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(closing.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(stillPending).as("pending inside the callback").hasValue(true);
  }

  @Test
  @WskRule("CLO-05")
  void callsOnASocketThatIsClosingOrClosedAreRefused() throws Exception {
    Held held = closeLater(new Held());
    TestConnection connection = TestConnection.holding(held);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    held.awaitEntered();
    Irp<Void> closing = Irp.onCompletion(connection::markClosed);
    assertThat(pair.socket().close(closing)).isEqualTo(STATUS_PENDING);
    assertEverythingIsRefused(pair.socket());
    assertThat(closing.isPending()).isTrue();
    held.letGo();
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(closing.status()).isEqualTo(STATUS_SUCCESS);
    assertEverythingIsRefused(pair.socket());
  }

  /** The calls are decided on this thread: the socket's event loop may be held. */
  private void assertEverythingIsRefused(WskConnectionSocket socket) throws Exception {
    WskBuf some = WskBuf.ofReadable(buffer(Bytes.of("some")));
    WskBuf room = WskBuf.ofWritable(emptyBuffer(8));
    List<Function<Irp<Void>, NtStatus>> calls = new ArrayList<>();
    calls.add(irp -> socket.send(some, 0, irp));
    calls.add(irp -> socket.receive(room, 0, irp));
    calls.add(irp -> socket.disconnect(null, 0, irp));
    calls.add(irp -> socket.disconnect(null, 1, irp));
    calls.add(irp -> socket.bind(anyLoopback(), 0, irp));
    calls.add(irp -> socket.connect(anyLoopback(), 0, irp));
    calls.add(irp -> socket.connectEx(anyLoopback(), null, 0, irp));
    calls.add(irp -> socket.getLocalAddress(new Out<>(), irp));
    calls.add(irp -> socket.getRemoteAddress(new Out<>(), irp));
    calls.add(irp -> socket.control(SocketOptions.SO_KEEPALIVE.set(true), irp));
    calls.add(socket::close);
    for (Function<Irp<Void>, NtStatus> call : calls) {
      Irp<Void> irp = Irp.allocate();
      assertThat(call.apply(irp)).isEqualTo(STATUS_INVALID_HANDLE);
      assertThat(irp.isCompleted()).isTrue();
      assertThat(irp.status()).isEqualTo(STATUS_INVALID_HANDLE);
    }
    assertThat(control(socket, WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_INVALID_HANDLE);
  }

  @Test
  @WskRule("CLO-05")
  void callsOnAClosedListenerAreRefused() throws Exception {
    WskListenSocket listener = listen(new TestListener(), WSK_EVENT_ACCEPT).socket();
    get(listener.close());
    Irp<WskConnectionSocket> accept =
        completed(irp -> listener.accept(0, null, null, null, null, irp));
    assertThat(accept.status()).isEqualTo(STATUS_INVALID_HANDLE);
    Irp<Void> bind = completed(irp -> listener.bind(anyLoopback(), 0, irp));
    assertThat(bind.status()).isEqualTo(STATUS_INVALID_HANDLE);
    Irp<Void> close = completed(listener::close);
    assertThat(close.status()).isEqualTo(STATUS_INVALID_HANDLE);
    assertThat(control(listener, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_INVALID_HANDLE);
  }

  @Test
  @WskRule("CLO-05")
  void ofTwoRacingClosesOneIsRefused() throws Exception {
    for (int i = 0; i < 50; i++) {
      Pair pair = connected(new TestConnection());
      Irp<Void> one = Irp.allocate();
      Irp<Void> two = Irp.allocate();
      Background<NtStatus> other = Background.start(() -> pair.socket().close(one));
      NtStatus mine = pair.socket().close(two);
      assertThat(List.of(mine, other.result())).containsOnlyOnce(STATUS_INVALID_HANDLE);
      assertThat(one.await(Eventually.LIMIT) && two.await(Eventually.LIMIT)).isTrue();
      assertThat(List.of(one.status(), two.status()))
          .containsExactlyInAnyOrder(STATUS_SUCCESS, STATUS_INVALID_HANDLE);
    }
  }

  @Test
  @WskRule({"CLO-01", "CLO-07"})
  void closeCompletesAPendingConnectWhateverTheNetworkDoes() throws Exception {
    FullBacklog server = closeLater(new FullBacklog());
    WskConnectionSocket socket = unbound();
    get(socket.bind(anyLoopback()));
    Irp<Void> connecting = named("connect");
    assertThat(socket.connect(server.address(), 0, connecting)).isEqualTo(STATUS_PENDING);
    // The server never answers, so only close can end it.
    Irp<Void> closing = named("close");
    assertThat(socket.close(closing).isSuccess()).isTrue();
    assertClosedAfterCancelling(closing, List.of(connecting));
  }

  @Test
  @WskRule({"CLO-05", "CLO-01"})
  void callsThatWereMadeBeforeCloseAreCancelledThoughTheLoopHasNotSeenThem() throws Exception {
    Held held = closeLater(new Held());
    TestConnection connection = TestConnection.holding(held);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    held.awaitEntered();
    List<Irp<Void>> pending = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pending.add(named("call " + i));
    }
    WskConnectionSocket socket = pair.socket();
    WskBuf some = WskBuf.ofReadable(buffer(new byte[] {1, 2, 3}));
    assertThat(socket.receive(WskBuf.ofWritable(emptyBuffer(8)), 0, pending.get(0)))
        .isEqualTo(STATUS_PENDING);
    assertThat(socket.send(some, 0, pending.get(1))).isEqualTo(STATUS_PENDING);
    assertThat(socket.disconnect(null, 0, pending.get(2))).isEqualTo(STATUS_PENDING);
    Irp<Void> closing = named("close");
    assertThat(socket.close(closing)).isEqualTo(STATUS_PENDING);
    held.letGo();
    assertClosedAfterCancelling(closing, pending);
  }

  @Test
  @WskRule("CLO-02")
  void dataThatAPausedCallbackHasLeftIsNotShownAfterClose() throws Exception {
    TestConnection connection = new TestConnection();
    connection.onReceive((flags, data, bytes, accepted) -> NtStatus.STATUS_DATA_NOT_ACCEPTED);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    List<Pair> others = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      others.add(connected(new TestConnection()));
    }
    pair.peer().write("left");
    assertThat(Eventually.taken("data", connection.receives)).isNotNull();
    pair.peer().shutdownOutput();
    Irp<Void> closing = Irp.onCompletion(connection::markClosed);
    assertThat(pair.socket().close(closing)).isEqualTo(STATUS_PENDING);
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    for (Pair other : others) {
      Turns.of(other); // a callback that must not come has its chance here
    }
    assertThat(connection.receives).isEmpty();
    assertThat(connection.disconnects).isEmpty();
  }
}
