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
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Events.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientStreamDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskStreamSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** STR-01: before a stream socket has a role, and how it gets one and only one. */
public abstract class StreamRoleContract extends StreamContract {
  @Test
  @WskRule({"STR-01", "SOC-01"})
  void aStreamSocketIsNeitherAListenerNorAConnectionByType() throws Exception {
    assertThat(stream(new TestStream()))
        .isNotInstanceOf(WskListenSocket.class)
        .isNotInstanceOf(WskConnectionSocket.class);
  }

  // ---- before a role ----------------------------------------------------------------------------

  @Test
  @WskRule({"STR-01", "CON-06"})
  void withoutARoleTheFunctionsOfBothAreTooEarly() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    WskStreamSocket socket = stream(new TestStream());
    assertAllGive(STATUS_INVALID_DEVICE_STATE, connectionsFunctions(socket, server.address()));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> acceptOn(socket, irp));
    get(socket.bind(anyLoopback()));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> acceptOn(socket, irp));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.send(data("x"), 0, irp));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.receive(data("x"), 0, irp));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.disconnect(null, 0, irp));
    // None of them has taken a role.
    get(socket.connect(server.address()));
    closeLater(server.accept());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static NtStatus acceptOn(WskStreamSocket socket, Irp<Void> irp) {
    return socket.accept(0, null, null, null, null, (Irp) irp);
  }

  @Test
  @WskRule({"STR-02", "CON-04"})
  void theAddressIsKnownFromBindOnAndABindIsFinal() throws Exception {
    WskStreamSocket socket = stream(new TestStream());
    failsWith(STATUS_INVALID_PARAMETER, irp -> socket.bind(anyLoopback(), 1, irp));
    InetSocketAddress other = new InetSocketAddress(InetAddress.getByAddress(new byte[16]), 0);
    failsWith(STATUS_INVALID_PARAMETER, irp -> socket.bind(other, 0, irp));
    assertThat(socket.bind(anyLoopback(), 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    get(socket.bind(anyLoopback()));
    InetSocketAddress address = addressOf(socket);
    assertThat(address.getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.bind(anyLoopback(), 0, irp));
    assertThat(addressOf(socket)).isEqualTo(address);
  }

  @Test
  @WskRule({"EVT-03", "EVT-05"})
  void withoutARoleItIsTooEarlyForTheEventsOfBothAndOthersAreWrong() throws Exception {
    WskStreamSocket socket = stream(new TestStream());
    for (int turn = 0; turn < 2; turn++) {
      for (int event :
          List.of(
              WSK_EVENT_ACCEPT, WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT, WSK_EVENT_SEND_BACKLOG)) {
        assertRefused(socket, event, STATUS_INVALID_DEVICE_STATE);
        assertRefused(socket, WSK_EVENT_DISABLE | event, STATUS_INVALID_DEVICE_STATE);
      }
      assertRefused(socket, WSK_EVENT_RECEIVE_FROM);
      assertRefused(socket, 0);
      assertRefused(socket, WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
      if (turn == 0) {
        get(socket.bind(anyLoopback()));
      }
    }
  }

  @Test
  @WskRule("EVT-06")
  void anEventWhoseTableIsMissingCannotBeEnabled() throws Exception {
    WskStreamSocket socket =
        closeLater(
            get(
                npi()
                    .socket(
                        AF_INET,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        null,
                        new WskClientStreamDispatch<Object>(null, null))));
    get(socket.bind(anyLoopback()));
    get(socket.listen());
    assertThat(control(socket, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_INVALID_PARAMETER);
    closeLater(Peer.connect(addressOf(socket)));
    assertThat(closeLater(get(socket.accept(null, WskClientConnectionDispatch.none()))))
        .isNotNull();
  }

  @Test
  @WskRule({"CLO-01", "CLO-05"})
  void aSocketWithoutARoleCloses() throws Exception {
    WskStreamSocket unbound = stream(new TestStream());
    get(unbound.close());
    failsWith(STATUS_INVALID_HANDLE, irp -> unbound.bind(anyLoopback(), 0, irp));
    WskStreamSocket bound = bound(new TestStream());
    InetSocketAddress address = addressOf(bound);
    get(bound.close());
    failsWith(STATUS_INVALID_HANDLE, bound::listen);
    failsWith(STATUS_INVALID_HANDLE, irp -> bound.connect(address, 0, irp));
    // The address is free: it has been in nobody's hands but ours.
    WskStreamSocket next = stream(new TestStream());
    assertThat(completed(irp -> next.bind(address, 0, irp)).status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("CLO-08")
  void aBoundSocketThatIsLostCannotListen() throws Exception {
    WskStreamSocket socket = bound(new TestStream());
    harness().lose(socket);
    failsWith(STATUS_FILE_FORCED_CLOSED, socket::listen);
    failsWith(STATUS_FILE_FORCED_CLOSED, irp -> socket.connect(anyLoopback(), 0, irp));
    get(socket.close());
  }

  // ---- only one ---------------------------------------------------------------------------------

  @Test
  @WskRule({"STR-01", "THR-01"})
  void ofAListenAndAConnectAtTheSameTimeOneWins() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    Set<String> winners = new HashSet<>();
    for (int round = 0; round < 50; round++) {
      WskStreamSocket socket = bound(new TestStream());
      CountDownLatch go = new CountDownLatch(1);
      Background<NtStatus> listen =
          Background.start(() -> statusAfter(go, () -> completed(socket::listen).status()));
      Background<NtStatus> connect =
          Background.start(
              () ->
                  statusAfter(
                      go,
                      () -> completed(irp -> socket.connect(server.address(), 0, irp)).status()));
      go.countDown();
      List<NtStatus> both = List.of(listen.result(), connect.result());
      assertThat(both).containsExactlyInAnyOrder(STATUS_SUCCESS, STATUS_INVALID_DEVICE_REQUEST);
      winners.add(both.get(0) == STATUS_SUCCESS ? "listen" : "connect");
      get(socket.close());
    }
    assertThat(winners).isNotEmpty();
  }

  private static NtStatus statusAfter(CountDownLatch go, StatusCall call) throws Exception {
    go.await();
    return call.status();
  }

  /** A call that gives a status. */
  @FunctionalInterface
  private interface StatusCall {
    NtStatus status() throws Exception;
  }

  @Test
  @WskRule("STR-01")
  void aStreamSocketConnectsToAStreamSocketThatListens() throws Exception {
    TestStream listening = new TestStream();
    WskStreamSocket listener = bound(listening);
    get(listener.listen());
    TestStream connecting = new TestStream();
    WskStreamSocket socket = bound(connecting);
    get(socket.connect(addressOf(listener)));
    TestConnection accepted = new TestConnection();
    WskConnectionSocket other = closeLater(get(listener.accept(accepted, TestConnection.DISPATCH)));
    watch(accepted);
    assertThat(get(other.getRemoteAddress())).isEqualTo(addressOf(socket));
    assertThat(control(other, WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(get(socket.send(data("there")))).isEqualTo(5);
    accepted.awaitTaken("there");
    assertThat(control(socket, WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(get(other.send(data("back")))).isEqualTo(4);
    connecting.connection.awaitTaken("back");
  }
}
