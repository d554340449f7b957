package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.Linger;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** OPT-01 and OPT-02: options that are set and read, and what they do. */
public abstract class OptionContract extends ConnectionContract {
  private static final Linger RESET = new Linger(true, 0);

  // ---- what is set is what is read
  // --------------------------------------------------------------

  /** Sets and reads, or is told both ways that this transport cannot, as the provider documents. */
  @SafeVarargs
  private <V> void assertTakes(WskSocket socket, SocketOption<V> option, V... values)
      throws Exception {
    if (!harness().servesOption(option)) {
      assertNotSupported(socket, option, values[0]);
      Assumptions.abort(harness().transport() + " has no " + option + ": STATUS_NOT_SUPPORTED");
    }
    for (V value : values) {
      ends(completed(irp -> socket.control(option.set(value), irp)), STATUS_SUCCESS, 0);
      assertThat(get(socket.get(option))).as("%s", option).isEqualTo(value);
    }
  }

  private static <V> void assertNotSupported(WskSocket socket, SocketOption<V> option, V value)
      throws InterruptedException {
    failsWith(STATUS_NOT_SUPPORTED, irp -> socket.control(option.set(value), irp));
    ControlOutput<V> output = ControlOutput.unlimited();
    failsWith(STATUS_NOT_SUPPORTED, irp -> socket.control(option.get(output), irp));
    assertThat(output.value()).isNull();
  }

  private WskConnectionSocket connection() throws Exception {
    return connected(new TestConnection()).socket();
  }

  @Test
  @WskRule("OPT-01")
  void keepAliveIsSetBeforeAndAfterConnect() throws Exception {
    WskConnectionSocket socket = unbound();
    assertThat(get(socket.get(SocketOptions.SO_KEEPALIVE))).isFalse();
    get(socket.set(SocketOptions.SO_KEEPALIVE, true));
    Peer.Server server = closeLater(new Peer.Server());
    get(socket.bind(anyLoopback()));
    assertThat(get(socket.get(SocketOptions.SO_KEEPALIVE))).isTrue();
    get(socket.connect(server.address()));
    assertTakes(socket, SocketOptions.SO_KEEPALIVE, true, false, true);
  }

  @Test
  @WskRule({"OPT-01", "OPT-02"})
  void bufferSizesAreTakenAndMayBeRounded() throws Exception {
    WskConnectionSocket socket = connection();
    for (SocketOption<Integer> option : List.of(SocketOptions.SO_RCVBUF, SocketOptions.SO_SNDBUF)) {
      get(socket.set(option, 64 * 1024));
      int large = get(socket.get(option));
      get(socket.set(option, 16 * 1024));
      int small = get(socket.get(option));
      assertThat(large).as("%s", option).isGreaterThanOrEqualTo(64 * 1024);
      assertThat(small).as("%s", option).isBetween(16 * 1024, large - 1);
    }
  }

  @Test
  @WskRule("OPT-02")
  void noDelayIsOnFromTheStartAndIsSwitched() throws Exception {
    WskConnectionSocket socket = connection();
    assertThat(get(socket.get(SocketOptions.TCP_NODELAY))).isTrue();
    assertTakes(socket, SocketOptions.TCP_NODELAY, false, true);
  }

  @Test
  @WskRule("OPT-02")
  void keepAliveTimesAreTaken() throws Exception {
    WskConnectionSocket socket = connection();
    assertTakes(socket, SocketOptions.TCP_KEEPIDLE, 77, 1, 32_767);
    assertTakes(socket, SocketOptions.TCP_KEEPINTVL, 11, 1, 32_767);
    assertTakes(socket, SocketOptions.TCP_KEEPCNT, 5, 1, 127);
  }

  @Test
  @WskRule("OPT-02")
  void theTypeOfServiceIsTaken() throws Exception {
    assertTakes(connection(), SocketOptions.IP_TOS, 0x10, 0x08, 0);
  }

  @Test
  @WskRule("OPT-02")
  void theTimeToLiveIsTaken() throws Exception {
    assertTakes(connection(), SocketOptions.IP_TTL, 33, 1, 255);
  }

  @Test
  @WskRule("OPT-02")
  void dontFragmentIsTaken() throws Exception {
    assertTakes(connection(), SocketOptions.IP_DONTFRAGMENT, true, false, true);
  }

  @Test
  @WskRule("OPT-02")
  void fastOpenIsTakenBeforeConnect() throws Exception {
    WskConnectionSocket socket = unbound();
    assertTakes(socket, SocketOptions.TCP_FASTOPEN, true, false);
  }

  @Test
  @WskRule("OPT-02")
  void optionsOfOneSocketAreNotThoseOfAnother() throws Exception {
    WskConnectionSocket one = connection();
    WskConnectionSocket other = connection();
    get(one.set(SocketOptions.SO_KEEPALIVE, true));
    get(one.set(SocketOptions.TCP_NODELAY, false));
    assertThat(get(other.get(SocketOptions.SO_KEEPALIVE))).isFalse();
    assertThat(get(other.get(SocketOptions.TCP_NODELAY))).isTrue();
  }

  // ---- IPv6
  // -------------------------------------------------------------------------------------

  /** All zeros but for the last byte: the wildcard with 0, the loopback address with 1. */
  private static InetAddress ipv6(int lastByte) throws IOException {
    byte[] bytes = new byte[16];
    bytes[15] = (byte) lastByte;
    return InetAddress.getByAddress(bytes);
  }

  private static InetSocketAddress anyLoopback6() throws IOException {
    InetAddress address = ipv6(1);
    try (java.net.ServerSocket probe = new java.net.ServerSocket(0, 1, address)) {
      assertThat(probe.isBound()).isTrue();
    } catch (IOException e) {
      Assumptions.abort("this host has no IPv6 loopback: " + e.getMessage());
    }
    return new InetSocketAddress(address, 0);
  }

  private WskConnectionSocket unbound6() throws Exception {
    return closeLater(
        get(
            npi()
                .socket(
                    AF_INET6, SOCK_STREAM, IPPROTO_TCP, null, WskClientConnectionDispatch.none())));
  }

  @Test
  @WskRule("OPT-02")
  void theHopLimitIsTakenOnIpv6Only() throws Exception {
    get(unbound6().bind(anyLoopback6()));
    assertNotSupported(unbound(), SocketOptions.IPV6_UNICAST_HOPS, 9);
    assertNotSupported(unbound6(), SocketOptions.IP_TTL, 9);
    assertTakes(unbound6(), SocketOptions.IPV6_UNICAST_HOPS, 33, 1, 255);
  }

  @Test
  @WskRule("OPT-02")
  void aSocketThatKeepsToIpv6LeavesIpv4Alone() throws Exception {
    anyLoopback6();
    WskListenSocket both = listening6(null);
    closeLater(Peer.connect(onIpv4(both)));
    if (!harness().servesOption(SocketOptions.IPV6_V6ONLY)) {
      assertNotSupported(unbound6(), SocketOptions.IPV6_V6ONLY, true);
      Assumptions.abort(harness().transport() + " has no IPV6_V6ONLY: STATUS_NOT_SUPPORTED");
    }
    WskListenSocket only = listening6(true);
    assertThat(get(only.get(SocketOptions.IPV6_V6ONLY))).isTrue();
    InetSocketAddress onIpv4 = onIpv4(only);
    assertThatThrownBy(() -> Peer.connect(onIpv4)).isInstanceOf(IOException.class);
    closeLater(Peer.connect(new InetSocketAddress(ipv6(1), onIpv4.getPort())));
  }

  private WskListenSocket listening6(Boolean only) throws Exception {
    WskListenSocket listener =
        closeLater(
            get(
                npi()
                    .socket(
                        AF_INET6, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none())));
    if (only != null) {
      get(listener.set(SocketOptions.IPV6_V6ONLY, only));
    }
    get(listener.bind(new InetSocketAddress(ipv6(0), 0)));
    return listener;
  }

  private static InetSocketAddress onIpv4(WskListenSocket listener) throws Exception {
    return new InetSocketAddress(anyLoopback().getAddress(), addressOf(listener).getPort());
  }

  // ---- what is told
  // ------------------------------------------------------------------------------

  @Test
  @WskRule("OPT-02")
  void theTypeIsThatOfTheCreation() throws Exception {
    assertThat(get(connection().get(SocketOptions.SO_TYPE))).isEqualTo(SOCK_STREAM);
    WskListenSocket listener = listen(null, WskClientListenDispatch.none());
    assertThat(get(listener.get(SocketOptions.SO_TYPE))).isEqualTo(SOCK_STREAM);
    WskSocket basic = closeLater(get(npi().socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP)));
    assertThat(get(basic.get(SocketOptions.SO_TYPE))).isEqualTo(SOCK_STREAM);
    WskSocket datagrams = closeLater(get(npi().socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP)));
    assertThat(get(datagrams.get(SocketOptions.SO_TYPE))).isEqualTo(SOCK_DGRAM);
  }

  @Test
  @WskRule("OPT-02")
  void aResetThatNoRequestHasHeardOfIsTheErrorOnce() throws Exception {
    Pair pair = connected(new TestConnection());
    assertThat(get(pair.socket().get(SocketOptions.SO_ERROR))).isZero();
    assertThat(control(pair.socket(), WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
    pair.peer().reset();
    // The callback is no request: who asks for the error is told.
    Eventually.taken("disconnect callback", pair.connection().disconnects);
    assertThat(get(pair.socket().get(SocketOptions.SO_ERROR)))
        .isEqualTo(STATUS_CONNECTION_RESET.value());
    assertThat(get(pair.socket().get(SocketOptions.SO_ERROR))).isZero();
  }

  @Test
  @WskRule("OPT-02")
  void aResetThatARequestHasHeardOfIsNoErrorAnyMore() throws Exception {
    Pair pair = connected(new TestConnection());
    WskBuf into = WskBuf.ofWritable(emptyBuffer(16));
    Irp<Void> receive = started(irp -> pair.socket().receive(into, 0, irp));
    Turns.sendByte(pair.socket());
    pair.peer().read(1);
    pair.peer().reset();
    ends(receive, STATUS_CONNECTION_RESET, 0);
    assertThat(get(pair.socket().get(SocketOptions.SO_ERROR))).isZero();
  }

  // ---- linger
  // -----------------------------------------------------------------------------------

  @Test
  @WskRule({"OPT-02", "CLO-03"})
  void lingerSaysWhatCloseDoesAndTakesNothingElse() throws Exception {
    Pair pair = connected(new TestConnection());
    WskSocket socket = pair.socket();
    assertThat(get(socket.get(SocketOptions.SO_LINGER))).isEqualTo(RESET);
    get(socket.set(SocketOptions.SO_LINGER, RESET));
    for (Linger other : List.of(new Linger(true, 5), new Linger(false, 0), new Linger(false, 5))) {
      failsWith(
          STATUS_NOT_SUPPORTED, irp -> socket.control(SocketOptions.SO_LINGER.set(other), irp));
    }
    assertThat(get(socket.get(SocketOptions.SO_LINGER))).isEqualTo(RESET);
    get(socket.close());
    assertThat(pair.peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule({"OPT-02", "CLO-03"})
  void lingerDoesNotMakeACompleteDisconnectAbortive() throws Exception {
    Pair pair = connected(new TestConnection());
    get(pair.socket().set(SocketOptions.SO_LINGER, RESET));
    get(pair.socket().disconnect());
    pair.peer().shutdownOutput();
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(16))))).isZero();
    get(pair.socket().close());
    assertThat(pair.peer().endsInReset()).isFalse();
  }
}
