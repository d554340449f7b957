package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.api.control.SocketOptions.SO_KEEPALIVE;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_TOO_MANY_OPENED_FILES;
import static io.wsk.tck.Events.assertReceiveAndDisconnectAreEnabled;
import static io.wsk.tck.Events.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientStreamDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskStreamSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.Out;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** STR-01 and STR-02 for a stream socket that listens, and what holds for it as for a listener. */
public abstract class StreamListenContract extends StreamContract {
  private static final int ROUNDS = 400;
  private static final int TAKEN_ROUNDS = 60;

  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  /** A connection to it from a plain peer, accepted by the accept function. */
  private Pair acceptedBy(WskStreamSocket listener) throws Exception {
    Peer peer = closeLater(Peer.connect(addressOf(listener)));
    WskConnectionSocket socket =
        closeLater(get(listener.accept(null, WskClientConnectionDispatch.none())));
    return new Pair(new TestConnection(), socket, peer);
  }

  private static void assertRefusesConnections(InetSocketAddress address) {
    assertThatThrownBy(() -> Peer.connect(address).close()).isInstanceOf(ConnectException.class);
  }

  // ---- STR-02 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"STR-02", "STR-01"})
  void bindDoesNotListenAndListenDoesAtTheSameAddress() throws Exception {
    WskStreamSocket socket = bound(new TestStream());
    InetSocketAddress address = addressOf(socket);
    assertThat(address.getPort()).isPositive();
    assertRefusesConnections(address);
    get(socket.listen());
    assertThat(addressOf(socket)).isEqualTo(address);
    Pair pair = acceptedBy(socket);
    assertThat(get(pair.socket().getLocalAddress())).isEqualTo(address);
    assertThat(get(pair.socket().getRemoteAddress())).isEqualTo(pair.peer().localAddress());
    turns(pair);
    turnsByReceiving(pair);
  }

  @Test
  @WskRule("STR-02")
  void listenNeedsABoundSocketAndAnIrp() throws Exception {
    WskStreamSocket socket = stream(new TestStream());
    Irp<Void> early = Irp.allocate();
    assertThat(socket.listen(early)).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(early.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    get(socket.bind(anyLoopback()));
    assertThat(socket.listen((Irp<?>) null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertRefusesConnections(addressOf(socket));
    get(socket.listen());
    turns(acceptedBy(socket));
  }

  @Test
  @WskRule({"STR-02", "LIS-11"})
  void theAddressIsItsOwnFromBindOn() throws Exception {
    WskStreamSocket first = bound(new TestStream());
    InetSocketAddress address = addressOf(first);
    WskStreamSocket second = stream(new TestStream());
    failsWith(STATUS_ADDRESS_ALREADY_EXISTS, irp -> second.bind(address, 0, irp));
    get(first.listen());
    failsWith(STATUS_ADDRESS_ALREADY_EXISTS, irp -> second.bind(address, 0, irp));
    get(second.bind(anyLoopback()));
    get(second.listen());
    turns(acceptedBy(first));
    turns(acceptedBy(second));
  }

  @Test
  @WskRule("STR-02")
  void nobodyGetsTheAddressBetweenBindAndListen() throws Exception {
    for (int round = 0; round < 20; round++) {
      WskStreamSocket socket = bound(new TestStream());
      InetSocketAddress address = addressOf(socket);
      AtomicBoolean stop = new AtomicBoolean();
      Background<Integer> thief = Background.start(() -> tryToBind(address, stop));
      get(socket.listen());
      stop.set(true);
      assertThat(thief.result()).as("binds of another socket that succeeded").isZero();
      get(socket.close());
    }
  }

  private static int tryToBind(InetSocketAddress address, AtomicBoolean stop) throws Exception {
    int successes = 0;
    do {
      try (ServerSocket other = new ServerSocket()) {
        other.setReuseAddress(false);
        other.bind(address);
        successes++;
      } catch (BindException e) {
        // As it should be.
      }
    } while (!stop.get());
    return successes;
  }

  // ---- STR-01 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STR-01")
  void aListenerRefusesTheFunctionsOfAConnectionAndASecondListen() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    WskStreamSocket socket = listening(new TestStream());
    assertAllGive(STATUS_INVALID_DEVICE_REQUEST, connectionsFunctions(socket, server.address()));
    failsWith(STATUS_INVALID_DEVICE_REQUEST, socket::listen);
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.bind(anyLoopback(), 0, irp));
    turns(acceptedBy(socket));
  }

  @Test
  @WskRule("STR-01")
  void aListenerHasNoIndicationsToRelease() throws Exception {
    WskStreamSocket socket = listening(new TestStream());
    BlockingQueue<WskDataIndication> kept = new LinkedBlockingQueue<>();
    TestConnection keeping =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  kept.add(data);
                  return STATUS_PENDING;
                });
    Pair pair = accepted(keeping, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    WskDataIndication data = Eventually.taken("indication", kept);
    assertThat(socket.release(data)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    assertThat(pair.socket().release(data)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"STR-01", "LIS-02"})
  void acceptRequestsAreServedInOrderWithTheAddresses() throws Exception {
    WskStreamSocket socket = listening(new TestStream());
    Out<InetSocketAddress> local = new Out<>();
    Out<InetSocketAddress> remote = new Out<>();
    Irp<WskConnectionSocket> first = Irp.allocate();
    Irp<WskConnectionSocket> second = Irp.allocate();
    assertThat(socket.accept(0, null, null, local, remote, first)).isEqualTo(STATUS_PENDING);
    assertThat(socket.accept(0, null, null, null, null, second)).isEqualTo(STATUS_PENDING);
    Peer peer = closeLater(Peer.connect(addressOf(socket)));
    assertThat(endOf(first)).isEqualTo(STATUS_SUCCESS);
    closeLater(first.result());
    assertThat(local.get()).isEqualTo(addressOf(socket));
    assertThat(remote.get()).isEqualTo(peer.localAddress());
    assertThat(second.isCompleted()).isFalse();
    closeLater(Peer.connect(addressOf(socket)));
    assertThat(endOf(second)).isEqualTo(STATUS_SUCCESS);
    closeLater(second.result());
  }

  @Test
  @WskRule({"STR-01", "LIS-06", "EVT-03"})
  void theAcceptCallbackAndInheritedEventsWorkAsOnAListener() throws Exception {
    TestStream context = new TestStream();
    WskStreamSocket socket = listening(context);
    assertThat(control(socket, WSK_EVENT_ACCEPT | BOTH)).isEqualTo(STATUS_SUCCESS);
    Peer peer = closeLater(Peer.connect(addressOf(socket)));
    TestConnection accepted =
        watch(Eventually.taken("accept callback", context.listener.connections));
    assertThat(context.listener.accepts.remove().remote()).isEqualTo(peer.localAddress());
    assertReceiveAndDisconnectAreEnabled(new Pair(accepted, accepted.socket(), peer));
    // Nothing of it went to the stream socket's own connection table.
    assertThat(context.connection.receives).isEmpty();
  }

  @Test
  @WskRule({"EVT-03", "EVT-05", "LIS-07"})
  void aListenersEventsAreThoseOfAListener() throws Exception {
    WskStreamSocket socket = listening(new TestStream());
    for (int mask : List.of(0, WSK_EVENT_RECEIVE_FROM, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE_FROM)) {
      assertRefused(socket, mask);
    }
    assertThat(control(socket, WSK_EVENT_ACCEPT | BOTH | WSK_EVENT_SEND_BACKLOG))
        .isEqualTo(STATUS_SUCCESS);
    assertRefused(socket, WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_REQUEST);
    Irp<Void> disabled =
        completed(irp -> control(socket, WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT, irp));
    assertThat(disabled.status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"STA-01", "STA-03", "STA-05"})
  void aStaticAcceptIsLiveFromListenOn() throws Exception {
    enableStatically(WSK_EVENT_ACCEPT | BOTH);
    TestStream context = new TestStream();
    WskStreamSocket socket = listening(context);
    Peer peer = closeLater(Peer.connect(addressOf(socket)));
    TestConnection accepted =
        watch(Eventually.taken("accept callback", context.listener.connections));
    assertReceiveAndDisconnectAreEnabled(new Pair(accepted, accepted.socket(), peer));
    assertRefused(socket, WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT, STATUS_INVALID_DEVICE_REQUEST);
  }

  @Test
  @WskRule({"LIS-08", "OPT-01"})
  void optionsSetBeforeTheRoleAreInheritedByWhatIsAccepted() throws Exception {
    WskStreamSocket socket = stream(new TestStream());
    get(socket.set(SO_KEEPALIVE, true));
    get(socket.bind(anyLoopback()));
    get(socket.set(SO_RCVBUF, 32 * 1024));
    int size = get(socket.get(SO_RCVBUF));
    get(socket.listen());
    assertThat(get(socket.get(SO_RCVBUF))).isEqualTo(size);
    assertThat(get(socket.get(SO_KEEPALIVE))).isTrue();
    WskConnectionSocket accepted = acceptedBy(socket).socket();
    assertThat(get(accepted.get(SO_RCVBUF))).isEqualTo(size);
    assertThat(get(accepted.get(SO_KEEPALIVE))).isTrue();
  }

  @Test
  @WskRule({"STR-01", "LIS-08"})
  void optionsNotSetBeforeTheRoleStayAsTheHostHasThem() throws Exception {
    TestListener plain = listen(new TestListener(), 0);
    WskStreamSocket socket = listening(new TestStream());
    assertThat(get(socket.get(SO_RCVBUF))).isEqualTo(get(plain.socket().get(SO_RCVBUF)));
    assertThat(get(acceptedBy(socket).socket().get(SO_KEEPALIVE))).isFalse();
  }

  // ---- conditional accept -----------------------------------------------------------------------

  private WskStreamSocket conditional(ConditionalListener context) throws Exception {
    return closeLater(
        get(
            npi()
                .socket(
                    AF_INET,
                    SOCK_STREAM,
                    IPPROTO_TCP,
                    context,
                    new WskClientStreamDispatch<>(ConditionalListener.DISPATCH, null))));
  }

  @Test
  @WskRule({"INS-01", "INS-02", "INS-05", "STR-01"})
  void conditionalAcceptIsSetBeforeListenAndWorksAsOnAListener() throws Exception {
    ConditionalListener context = new ConditionalListener(WskInspectAction.WskInspectPend);
    WskStreamSocket socket = conditional(context);
    get(socket.set(SO_CONDITIONAL_ACCEPT, true));
    get(socket.bind(anyLoopback()));
    assertThat(get(socket.get(SO_CONDITIONAL_ACCEPT))).isTrue();
    get(socket.set(SO_CONDITIONAL_ACCEPT, true));
    get(socket.listen());
    failsWith(
        STATUS_INVALID_DEVICE_STATE, irp -> socket.control(SO_CONDITIONAL_ACCEPT.set(false), irp));
    Peer peer = closeLater(Peer.connect(addressOf(socket)));
    ConditionalListener.Inspect asked = Eventually.taken("inspect callback", context.inspects);
    assertThat(asked.remote()).isEqualTo(peer.localAddress());
    get(socket.inspectComplete(asked.id(), WskInspectAction.WskInspectAccept));
    WskConnectionSocket accepted =
        closeLater(get(socket.accept(null, WskClientConnectionDispatch.none())));
    assertThat(get(accepted.getRemoteAddress())).isEqualTo(peer.localAddress());
    assertThat(context.violation()).isNull();
  }

  @Test
  @WskRule({"INS-01", "STR-01"})
  void conditionalAcceptNeedsTheCallbacksAndAnotherRoleHasNone() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    WskStreamSocket socket = bound(new TestStream());
    failsWith(
        STATUS_INVALID_PARAMETER, irp -> socket.control(SO_CONDITIONAL_ACCEPT.set(true), irp));
    get(socket.connect(server.address()));
    closeLater(server.accept());
    failsWith(
        STATUS_INVALID_DEVICE_REQUEST, irp -> socket.control(SO_CONDITIONAL_ACCEPT.set(true), irp));
  }

  // ---- order ------------------------------------------------------------------------------------

  @Test
  @WskRule({"STR-01", "STR-02"})
  void callsInARowTakeEffectInTheirOrderWithoutWaiting() throws Exception {
    WskStreamSocket socket = stream(new TestStream());
    Irp<Void> bound = Irp.allocate();
    Irp<Void> listens = Irp.allocate();
    Irp<WskConnectionSocket> accepted = Irp.allocate();
    Irp<Void> connects = Irp.allocate();
    assertThat(socket.bind(anyLoopback(), 0, bound).isSuccess()).isTrue();
    assertThat(socket.listen(listens).isSuccess()).isTrue();
    assertThat(socket.accept(0, null, null, null, null, accepted)).isEqualTo(STATUS_PENDING);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), 0, connects);
    ends(bound, STATUS_SUCCESS, 0);
    ends(listens, STATUS_SUCCESS, 0);
    assertThat(endOf(connects)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    closeLater(Peer.connect(addressOf(socket)));
    assertThat(endOf(accepted)).isEqualTo(STATUS_SUCCESS);
    closeLater(accepted.result());
  }

  @Test
  @WskRule({"STR-02", "ADR-01"})
  void nobodyElseGetsTheAddressWhileTheRoleIsTaken() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    for (int round = 0; round < TAKEN_ROUNDS; round++) {
      WskStreamSocket socket = bound(new TestStream());
      InetSocketAddress address = addressOf(socket);
      done.set(false);
      Background<Integer> other = Background.start(() -> successfulBinds(address, done));
      assertThat(completed(socket::listen).status()).isEqualTo(STATUS_SUCCESS);
      done.set(true);
      assertThat(other.result()).as("binds of another program").isZero();
      get(socket.close());
    }
  }

  /** Binds again and again, by the host's own option that lets two who do not listen share. */
  private static int successfulBinds(InetSocketAddress address, AtomicBoolean done)
      throws IOException {
    int successes = 0;
    while (!done.get()) {
      try (ServerSocket server = new ServerSocket()) {
        server.setReuseAddress(true);
        server.bind(address);
        successes++;
      } catch (BindException e) {
        // As it should be.
      }
    }
    return successes;
  }

  @Test
  @WskRule({"STR-01", "THR-01"})
  void aListenFindsABindThatEndsAtThisMoment() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      WskStreamSocket socket = stream(new TestStream());
      Irp<Void> bound = started(irp -> socket.bind(anyLoopback(), 0, irp));
      Turns.pause(round);
      ends(completed(socket::listen), STATUS_SUCCESS, 0);
      ends(bound, STATUS_SUCCESS, 0);
      get(socket.close());
    }
  }

  @Test
  @WskRule({"STR-01", "LIS-10"})
  void aListenThatTheHostCannotServeLeavesTheSocketBound() throws Exception {
    WskStreamSocket socket = bound(new TestStream());
    InetSocketAddress address = addressOf(socket);
    listenWithoutDescriptors(socket);
    assertThat(addressOf(socket)).isEqualTo(address);
    get(socket.listen());
    turns(acceptedBy(socket));
  }

  @Test
  @WskRule("STR-01")
  void afterAListenThatFailedTheSocketMayConnect() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    WskStreamSocket socket = bound(new TestStream());
    listenWithoutDescriptors(socket);
    get(socket.connect(server.address()));
    closeLater(server.accept());
  }

  private void listenWithoutDescriptors(WskStreamSocket socket) throws Exception {
    Irp<Void> failed;
    harness().exhaustDescriptors();
    try {
      failed = completed(socket::listen);
    } finally {
      harness().restoreDescriptors();
    }
    assertThat(failed.status()).isEqualTo(STATUS_TOO_MANY_OPENED_FILES);
  }

  // ---- CLO --------------------------------------------------------------------------------------

  @Test
  @WskRule({"CLO-01", "CLO-05"})
  void closeCancelsAcceptsAndFreesTheAddress() throws Exception {
    WskStreamSocket socket = listening(new TestStream());
    InetSocketAddress address = addressOf(socket);
    Irp<WskConnectionSocket> accept = Irp.allocate();
    assertThat(socket.accept(0, null, null, null, null, accept)).isEqualTo(STATUS_PENDING);
    get(socket.close());
    ends(accept, STATUS_CANCELLED, 0);
    failsWith(STATUS_INVALID_HANDLE, socket::listen);
    failsWith(STATUS_INVALID_HANDLE, irp -> socket.send(data("x"), 0, irp));
    assertRefusesConnections(address);
  }

  @Test
  @WskRule("CLO-08")
  void theLossOfAListenerIsToldOnceByItsAcceptCallback() throws Exception {
    TestStream context = new TestStream();
    WskStreamSocket socket = listening(context);
    Irp<WskConnectionSocket> accept = Irp.allocate();
    assertThat(control(socket, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(socket.accept(0, null, null, null, null, accept)).isEqualTo(STATUS_PENDING);
    harness().lose(socket);
    assertThat(Eventually.taken("accept callback", context.listener.accepts).socket()).isNull();
    ends(accept, STATUS_FILE_FORCED_CLOSED, 0);
    failsWith(STATUS_FILE_FORCED_CLOSED, socket::listen);
    failsWith(STATUS_FILE_FORCED_CLOSED, irp -> socket.send(data("x"), 0, irp));
    get(socket.close());
    assertThat(context.listener.accepts).isEmpty();
    assertThat(context.connection.receives).isEmpty();
    assertThat(context.connection.disconnects).isEmpty();
  }
}
