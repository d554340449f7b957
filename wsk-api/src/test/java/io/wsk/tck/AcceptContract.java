package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** LIS-02 and LIS-03: the accept function, and its precedence over the callback. */
public abstract class AcceptContract extends ContractTest {
  private static final int SEVERAL = 4;

  private WskListenSocket listener() throws Exception {
    return listen(null, WskClientListenDispatch.none());
  }

  private static NtStatus accept(WskListenSocket listener, Irp<WskConnectionSocket> irp) {
    return listener.accept(0, null, null, null, null, irp);
  }

  /** A request that is pending, since nobody has connected. */
  private static Irp<WskConnectionSocket> queued(WskListenSocket listener) {
    Irp<WskConnectionSocket> irp = Irp.allocate();
    assertThat(accept(listener, irp)).isEqualTo(STATUS_PENDING);
    return irp;
  }

  private WskConnectionSocket acceptedBy(Irp<WskConnectionSocket> irp) throws Exception {
    assertThat(irp.await(Eventually.LIMIT)).as("%s completed", irp).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(irp.result()).isNotNull();
    return closeLater(irp.result());
  }

  private void assertAccepted(Irp<WskConnectionSocket> irp, Peer peer) throws Exception {
    assertThat(get(acceptedBy(irp).getRemoteAddress())).isEqualTo(peer.localAddress());
  }

  // ---- LIS-02 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-02")
  void aWaitingConnectionIsAcceptedWithItsAddresses() throws Exception {
    WskListenSocket listener = listener();
    Peer peer = peerOf(listener);
    Out<InetSocketAddress> local = new Out<>();
    Out<InetSocketAddress> remote = new Out<>();
    WskConnectionSocket socket =
        acceptedBy(completed(irp -> listener.accept(0, null, null, local, remote, irp)));
    assertThat(local.get()).isEqualTo(addressOf(listener));
    assertThat(remote.get()).isEqualTo(peer.localAddress());
    assertThat(get(socket.getLocalAddress())).isEqualTo(local.get());
    assertThat(get(socket.getRemoteAddress())).isEqualTo(remote.get());
  }

  @Test
  @WskRule("LIS-02")
  void waitingConnectionsAreAcceptedInTheOrderInWhichTheyCame() throws Exception {
    WskListenSocket listener = listener();
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      peers.add(peerOf(listener));
    }
    for (Peer peer : peers) {
      assertAccepted(completed(irp -> accept(listener, irp)), peer);
    }
  }

  @Test
  @WskRule("LIS-02")
  void requestsWaitAndAreServedInOrder() throws Exception {
    WskListenSocket listener = listener();
    List<Irp<WskConnectionSocket>> irps = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      irps.add(queued(listener));
    }
    for (Irp<WskConnectionSocket> irp : irps) {
      Turns.of(listener);
      // Nobody has connected for this one, and for those behind it.
      assertThat(irp.isPending()).isTrue();
      assertAccepted(irp, peerOf(listener));
    }
  }

  @Test
  @WskRule("LIS-02")
  void requestsServedAtOneGoCompleteInOrder() throws Exception {
    WskListenSocket listener = listener();
    List<Integer> completions = new CopyOnWriteArrayList<>();
    List<Irp<WskConnectionSocket>> irps = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      int number = i;
      irps.add(Irp.onCompletion(() -> completions.add(number)));
    }
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      peers.add(peerOf(listener));
    }
    irps.forEach(irp -> assertThat(accept(listener, irp).isSuccess()).isTrue());
    for (int i = 0; i < SEVERAL; i++) {
      assertAccepted(irps.get(i), peers.get(i));
    }
    assertThat(completions).containsExactly(0, 1, 2, 3);
  }

  @Test
  @WskRule({"LIS-02", "SOC-09"})
  void theAcceptedSocketHasTheContextAndCallbacksOfTheRequest() throws Exception {
    WskListenSocket listener = listener();
    TestConnection connection = new TestConnection();
    Irp<WskConnectionSocket> irp = Irp.allocate();
    assertThat(listener.accept(0, connection, TestConnection.DISPATCH, null, null, irp))
        .isEqualTo(STATUS_PENDING);
    Peer peer = peerOf(listener);
    connection.socket(acceptedBy(irp));
    watch(connection);
    assertThat(control(connection.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    peer.write("data");
    connection.awaitTaken("data");
  }

  @Test
  @WskRule("LIS-02")
  void anAcceptedSocketWithoutCallbacksWorksByFunctions() throws Exception {
    WskListenSocket listener = listener();
    Peer peer = peerOf(listener);
    WskConnectionSocket socket = acceptedBy(completed(irp -> accept(listener, irp)));
    peer.write("ping");
    ByteBuf received = emptyBuffer(4);
    assertThat(get(socket.receive(WskBuf.ofWritable(received)))).isPositive();
    assertThat(get(socket.send(WskBuf.ofReadable(buffer(Bytes.of("pong")))))).isEqualTo(4);
    assertThat(peer.readText(4)).isEqualTo("pong");
  }

  @Test
  @WskRule("LIS-02")
  void flagsAreRefusedAndTheRequestIsNotQueued() throws Exception {
    WskListenSocket listener = listener();
    for (int flags : new int[] {1, 2, 4, 0x80000000}) {
      Irp<WskConnectionSocket> refused =
          completed(irp -> listener.accept(flags, null, null, null, null, irp));
      assertThat(refused.status()).isEqualTo(STATUS_INVALID_PARAMETER);
      assertThat(refused.result()).isNull();
    }
    Irp<WskConnectionSocket> good = queued(listener);
    assertAccepted(good, peerOf(listener));
  }

  @Test
  @WskRule({"LIS-02", "IRP-03"})
  void aRequestWithoutAnIrpIsRefusedAndTakesNothing() throws Exception {
    WskListenSocket listener = listener();
    assertThat(accept(listener, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    Irp<WskConnectionSocket> good = queued(listener);
    assertAccepted(good, peerOf(listener));
  }

  @Test
  @WskRule("LIS-02")
  void aSocketThatDoesNotListenAcceptsNothing() throws Exception {
    WskListenSocket unbound =
        closeLater(
            get(
                npi()
                    .socket(
                        AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none())));
    Irp<WskConnectionSocket> refused = completed(irp -> accept(unbound, irp));
    assertThat(refused.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(refused.result()).isNull();
  }

  @Test
  @WskRule({"LIS-02", "IRP-06"})
  void aCancelledRequestTakesNoConnection() throws Exception {
    WskListenSocket listener = listener();
    Irp<WskConnectionSocket> first = queued(listener);
    Irp<WskConnectionSocket> second = queued(listener);
    assertThat(first.cancel()).isTrue();
    assertThat(first.await(Eventually.LIMIT)).isTrue();
    assertThat(first.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(first.result()).isNull();
    assertAccepted(second, peerOf(listener));
  }

  @Test
  @WskRule({"LIS-02", "CLO-01"})
  void closeCancelsQueuedRequests() throws Exception {
    WskListenSocket listener = listener();
    Irp<WskConnectionSocket> irp = queued(listener);
    Turns.of(listener); // so that it is queued, not only on its way
    get(listener.close());
    assertThat(irp.isCompleted()).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(irp.information()).isZero();
    assertThat(irp.result()).isNull();
  }

  // ---- LIS-03 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-03")
  void queuedRequestsGoBeforeTheCallback() throws Exception {
    TestListener listener = listen(new TestListener(), 0);
    Irp<WskConnectionSocket> one = queued(listener.socket());
    Irp<WskConnectionSocket> two = queued(listener.socket());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertAccepted(one, peerOf(listener.socket()));
    assertAccepted(two, peerOf(listener.socket()));
    assertThat(listener.accepts).isEmpty();
    assertNextGoesToTheCallback(listener);
  }

  @Test
  @WskRule("LIS-03")
  void aRequestMadeInTheCallbackTakesTheNextConnection() throws Exception {
    Irp<WskConnectionSocket> irp = Irp.allocate();
    AtomicBoolean first = new AtomicBoolean(true);
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          if (first.getAndSet(false)) {
            assertThat(accept(listener.socket(), irp).isSuccess()).isTrue();
          }
          return listener.acceptByDefault(flags, local, remote, socket, out);
        });
    listen(listener, WSK_EVENT_ACCEPT);
    assertNextGoesToTheCallback(listener);
    assertAccepted(irp, peerOf(listener.socket()));
    assertThat(listener.accepts).isEmpty();
    assertNextGoesToTheCallback(listener);
  }

  @Test
  @WskRule("LIS-03")
  void aRequestMadeDuringACallbackTakesWhoConnectsAfterIt() throws Exception {
    Held held = new Held();
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          held.hold();
          return listener.acceptByDefault(flags, local, remote, socket, out);
        });
    listen(listener, WSK_EVENT_ACCEPT);
    closeLater(held);
    Peer first = peerOf(listener.socket());
    held.awaitEntered();
    // From the return on the request is queued, though the loop is held.
    Irp<WskConnectionSocket> irp = queued(listener.socket());
    Peer second = peerOf(listener.socket());
    held.letGo();
    assertAccepted(irp, second);
    TestConnection connection = watch(Eventually.taken("accept", listener.connections));
    assertThat(get(connection.socket().getRemoteAddress())).isEqualTo(first.localAddress());
    Turns.of(listener.socket());
    assertThat(listener.accepts).hasSize(1);
  }

  @Test
  @WskRule({"LIS-03", "IRP-06"})
  void aCancelledRequestIsNotInTheCallbacksWay() throws Exception {
    TestListener listener = listen(new TestListener(), 0);
    Irp<WskConnectionSocket> irp = queued(listener.socket());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(irp.cancel()).isTrue();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
    assertNextGoesToTheCallback(listener);
  }

  private void assertNextGoesToTheCallback(TestListener listener) throws Exception {
    Peer peer = peerOf(listener.socket());
    assertThat(Eventually.taken("accept callback", listener.accepts).remote())
        .isEqualTo(peer.localAddress());
    assertThat(watch(Eventually.taken("connection", listener.connections)).socket()).isNotNull();
  }

  @Test
  @WskRule("LIS-03")
  void aRequestOfAnotherThreadGetsAConnectionThatIsAtHandWhenItsCallReturns() throws Exception {
    Held held = closeLater(new Held());
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          held.hold();
          return listener.acceptByDefault(flags, local, remote, socket, out);
        });
    listen(listener, 0);
    // Both are with the host before the first is accepted, so one look at the host may bring both.
    Peer first = peerOf(listener.socket());
    Peer second = peerOf(listener.socket());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    held.awaitEntered();
    Irp<WskConnectionSocket> irp = Irp.allocate();
    assertThat(listener.socket().accept(0, null, null, null, null, irp)).isEqualTo(STATUS_PENDING);
    held.letGo();
    assertAccepted(irp, second);
    assertThat(watch(Eventually.taken("accept callback", listener.connections))).isNotNull();
    Turns.of(listener.socket());
    assertThat(listener.accepts).hasSize(1);
    assertThat(listener.accepts.peek().remote()).isEqualTo(first.localAddress());
  }
}
