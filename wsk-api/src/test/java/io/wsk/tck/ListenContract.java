package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.control.SocketOptions.SO_KEEPALIVE;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_ASSOCIATED;
import static io.wsk.nt.NtStatus.STATUS_ADDRESS_ALREADY_EXISTS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Events.assertReceiveAndDisconnectAreEnabled;
import static io.wsk.tck.Events.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** LIS-01, LIS-07, LIS-08 and LIS-11: binding, and what a listener hands down. */
public abstract class ListenContract extends ContractTest {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private WskListenSocket unboundListener() throws Exception {
    return closeLater(
        get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none())));
  }

  private static NtStatus bindStatus(WskListenSocket socket, InetSocketAddress address)
      throws InterruptedException {
    return completed(irp -> socket.bind(address, 0, irp)).status();
  }

  private static void assertUnbound(WskListenSocket socket) throws InterruptedException {
    Out<InetSocketAddress> out = new Out<>();
    assertThat(completed(irp -> socket.getLocalAddress(out, irp)).status())
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(out.orNull()).isNull();
  }

  /** A peer connects to this address, and that is the connection the listener gives. */
  private void assertListensAt(WskListenSocket listener, InetSocketAddress address)
      throws Exception {
    Peer peer = closeLater(Peer.connect(address));
    WskConnectionSocket socket =
        closeLater(get(listener.accept(null, WskClientConnectionDispatch.none())));
    assertThat(get(socket.getRemoteAddress())).isEqualTo(peer.localAddress());
    assertThat(get(socket.getLocalAddress())).isEqualTo(address);
    Turns.of(socket, peer);
  }

  // ---- LIS-01 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-01")
  void bindListensAtAPortOfTheSystemsChoiceThatCanBeRead() throws Exception {
    WskListenSocket listener = unboundListener();
    assertUnbound(listener);
    get(listener.bind(anyLoopback()));
    InetSocketAddress address = addressOf(listener);
    assertThat(address.getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat(address.getPort()).isBetween(1, 65535);
    assertListensAt(listener, address);
  }

  @Test
  @WskRule("LIS-01")
  void bindListensAtThePortThatWasAskedFor() throws Exception {
    WskListenSocket first = unboundListener();
    get(first.bind(anyLoopback()));
    InetSocketAddress address = addressOf(first);
    get(first.close());
    WskListenSocket second = unboundListener();
    Irp<Void> bound = completed(irp -> second.bind(address, 0, irp));
    // The port was free a moment ago; somebody else on this host may have been faster.
    Assumptions.assumeFalse(
        bound.status() == STATUS_ADDRESS_ALREADY_EXISTS, "the port was taken meanwhile");
    assertThat(bound.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(addressOf(second)).isEqualTo(address);
    assertListensAt(second, address);
  }

  @Test
  @WskRule("LIS-01")
  void theWildcardListensAtAllLocalAddresses() throws Exception {
    WskListenSocket listener = unboundListener();
    get(listener.bind(new InetSocketAddress("0.0.0.0", 0)));
    assertThat(addressOf(listener).getAddress().isAnyLocalAddress()).isTrue();
    int port = addressOf(listener).getPort();
    for (InetAddress local : localAddresses()) {
      assertListensAt(listener, new InetSocketAddress(local, port));
    }
  }

  /** Loopback, and a few of the host's other addresses if it has any. */
  private static Set<InetAddress> localAddresses() throws Exception {
    Set<InetAddress> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address)
            .limit(3)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    addresses.add(InetAddress.getLoopbackAddress());
    return addresses;
  }

  @Test
  @WskRule("LIS-01")
  void aSecondBindAndWrongArgumentsAreRefused() throws Exception {
    WskListenSocket listener = unboundListener();
    assertThat(completed(irp -> listener.bind(anyLoopback(), 1, irp)).status())
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(bindStatus(listener, anyIpv6())).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(listener.bind(anyLoopback(), 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertUnbound(listener);
    get(listener.bind(anyLoopback()));
    InetSocketAddress address = addressOf(listener);
    assertThat(bindStatus(listener, anyLoopback())).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(addressOf(listener)).isEqualTo(address);
    assertListensAt(listener, address);
  }

  /** Port 0 of an address of another family than the listener's: all zeros, without a lookup. */
  private static InetSocketAddress anyIpv6() throws Exception {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[16]), 0);
  }

  // ---- LIS-07 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-07")
  void connectionEventsCannotBeDisabledOnTheListener() throws Exception {
    TestListener listener =
        listen(new TestListener(), WSK_EVENT_ACCEPT | BOTH | WSK_EVENT_SEND_BACKLOG);
    for (int event : List.of(WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT, WSK_EVENT_SEND_BACKLOG)) {
      assertRefused(listener.socket(), WSK_EVENT_DISABLE | event, STATUS_INVALID_DEVICE_REQUEST);
    }
    assertReceiveAndDisconnectAreEnabled(acceptedNext(listener));
  }

  @Test
  @WskRule("LIS-07")
  void connectionEventsSurviveAcceptBeingDisabledAndEnabled() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT | BOTH);
    assertThat(control(listener.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertReceiveAndDisconnectAreEnabled(acceptedNext(listener));
  }

  private Pair acceptedNext(TestListener listener) throws Exception {
    Peer peer = peerOf(listener.socket());
    TestConnection connection = watch(Eventually.taken("accept callback", listener.connections));
    return new Pair(connection, connection.socket(), peer);
  }

  // ---- LIS-08 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-08")
  void keepAliveIsInherited() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    assertThat(get(acceptedNext(listener).socket().get(SO_KEEPALIVE))).isFalse();
    get(listener.socket().set(SO_KEEPALIVE, true));
    assertThat(get(acceptedNext(listener).socket().get(SO_KEEPALIVE))).isTrue();
    get(listener.socket().set(SO_KEEPALIVE, false));
    assertThat(get(acceptedNext(listener).socket().get(SO_KEEPALIVE))).isFalse();
  }

  @Test
  @WskRule("LIS-08")
  void theReceiveBufferSizeIsInherited() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    int usual = get(acceptedNext(listener).socket().get(SO_RCVBUF));
    get(listener.socket().set(SO_RCVBUF, 16 * 1024));
    // The host may round, so the listener is asked what it has.
    int small = get(listener.socket().get(SO_RCVBUF));
    assertThat(small).isBetween(16 * 1024, usual - 1);
    assertThat(get(acceptedNext(listener).socket().get(SO_RCVBUF))).isEqualTo(small);
  }

  @Test
  @WskRule("LIS-08")
  void optionsSetBeforeBindAreInheritedByThoseAcceptedByRequestToo() throws Exception {
    WskListenSocket listener = unboundListener();
    get(listener.set(SO_KEEPALIVE, true));
    get(listener.set(SO_RCVBUF, 16 * 1024));
    get(listener.bind(anyLoopback()));
    Peer peer = peerOf(listener);
    WskConnectionSocket socket =
        closeLater(get(listener.accept(null, WskClientConnectionDispatch.none())));
    assertThat(get(socket.get(SO_KEEPALIVE))).isTrue();
    assertThat(get(socket.get(SO_RCVBUF))).isEqualTo(get(listener.get(SO_RCVBUF)));
    Turns.of(socket, peer);
  }

  // ---- LIS-11 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"LIS-11", "ADR-01"})
  void bindToAnAddressOfTheProvidersOwnLeavesBothSocketsUsable() throws Exception {
    WskListenSocket first = unboundListener();
    get(first.bind(anyLoopback()));
    assertBindFailsAndMayBeRepeated(addressOf(first));
    assertListensAt(first, addressOf(first));
  }

  @Test
  @WskRule("LIS-11")
  void bindToAnAddressOfSomebodyElseLeavesTheSocketUsable() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    assertBindFailsAndMayBeRepeated(server.address());
  }

  private void assertBindFailsAndMayBeRepeated(InetSocketAddress inUse) throws Exception {
    WskListenSocket second = unboundListener();
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThat(bindStatus(second, inUse))
          .isIn(STATUS_ADDRESS_ALREADY_EXISTS, STATUS_ADDRESS_ALREADY_ASSOCIATED);
      assertUnbound(second);
    }
    get(second.bind(anyLoopback()));
    assertThat(addressOf(second)).isNotEqualTo(inUse);
    assertListensAt(second, addressOf(second));
  }
}
