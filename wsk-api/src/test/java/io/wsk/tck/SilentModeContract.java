package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_TCP_SILENT_MODE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.control.SocketIoctl;
import io.wsk.nt.Irp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** OPT-04: a connection that hears nothing and says nothing. */
public abstract class SilentModeContract extends ConnectionContract {
  private static Irp<Void> silence(WskSocket socket) throws InterruptedException {
    return completed(irp -> socket.control(SIO_WSK_SET_TCP_SILENT_MODE.request(), irp));
  }

  /** A connection, to a peer that counts as another host's, that has been silenced. */
  private Pair silent(TestConnection connection, int events) throws Exception {
    harness().takePeersForRemote();
    Pair pair = accepted(connection, events);
    ends(silence(pair.socket()), STATUS_SUCCESS, 0);
    return pair;
  }

  private ByteBuf dot() {
    return buffer(new byte[] {'.'});
  }

  // ---- when it is refused
  // -----------------------------------------------------------------------

  @Test
  @WskRule("OPT-04")
  void overLoopbackItIsNotSupportedAndChangesNothing() throws Exception {
    Pair pair = connected(new TestConnection());
    ends(silence(pair.socket()), STATUS_NOT_SUPPORTED, 0);
    turns(pair);
    turnsByReceiving(pair);
  }

  @Test
  @WskRule("OPT-04")
  void anAddressOfThisHostIsLoopbackWhicheverInterfaceHasIt() throws Exception {
    InetAddress own = otherAddressOfThisHost();
    try (ServerSocket server = new ServerSocket(0, 1, own)) {
      WskConnectionSocket socket =
          closeLater(
              get(
                  npi()
                      .socketConnect(
                          new InetSocketAddress(own, 0),
                          (InetSocketAddress) server.getLocalSocketAddress(),
                          null,
                          WskClientConnectionDispatch.none())));
      ends(silence(socket), STATUS_NOT_SUPPORTED, 0);
    }
  }

  private static InetAddress otherAddressOfThisHost() throws Exception {
    InetAddress found =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(found != null, "this host has no address but that of loopback");
    return found;
  }

  @Test
  @WskRule("OPT-04")
  void itNeedsAConnection() throws Exception {
    harness().takePeersForRemote();
    WskConnectionSocket fresh = unbound();
    ends(silence(fresh), STATUS_INVALID_DEVICE_STATE, 0);
    get(fresh.bind(anyLoopback()));
    ends(silence(fresh), STATUS_INVALID_DEVICE_STATE, 0);
    WskSocket basic = closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    WskSocket listener = listen(null, WskClientListenDispatch.none());
    for (WskSocket other : List.of(basic, listener)) {
      ends(silence(other), STATUS_INVALID_DEVICE_REQUEST, 0);
    }
  }

  @Test
  @WskRule({"OPT-04", "OPT-05"})
  void itNeedsAnIrpAndNothingElse() throws Exception {
    harness().takePeersForRemote();
    Pair pair = connected(new TestConnection());
    assertThat(pair.socket().control(SIO_WSK_SET_TCP_SILENT_MODE.request(), null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    SocketIoctl<Integer, Void> named =
        SocketIoctl.of("MINE", SIO_WSK_SET_TCP_SILENT_MODE.code(), Integer.class, Void.class);
    failsWith(STATUS_INVALID_BUFFER_SIZE, irp -> pair.socket().control(named.request(1), irp));
    turns(pair);
    turnsByReceiving(pair);
  }

  @Test
  @WskRule("OPT-04")
  void aSendThatIsPendingForbidsIt() throws Exception {
    harness().takePeersForRemote();
    Pair pair = connected(new TestConnection());
    ByteBuf much = emptyBuffer(MORE_THAN_KERNELS_HOLD).writeZero(MORE_THAN_KERNELS_HOLD);
    Irp<Void> send = started(irp -> pair.socket().send(WskBuf.ofReadable(much), 0, irp));
    ends(silence(pair.socket()), STATUS_INVALID_DEVICE_STATE, 0);
    assertThat(pair.peer().read(MORE_THAN_KERNELS_HOLD)).hasSize(MORE_THAN_KERNELS_HOLD);
    ends(send, STATUS_SUCCESS, MORE_THAN_KERNELS_HOLD);
    ends(silence(pair.socket()), STATUS_SUCCESS, 0);
  }

  @Test
  @WskRule("OPT-04")
  void aDisconnectOfOursForbidsIt() throws Exception {
    harness().takePeersForRemote();
    Pair pair = connected(new TestConnection());
    get(pair.socket().disconnect());
    ends(silence(pair.socket()), STATUS_INVALID_DEVICE_STATE, 0);
  }

  // ---- what it does
  // -----------------------------------------------------------------------------

  @Test
  @WskRule("OPT-04")
  void afterwardsNothingButCloseIsValid() throws Exception {
    Pair pair = silent(new TestConnection(), 0);
    WskConnectionSocket socket = pair.socket();
    WskBuf dot = WskBuf.ofReadable(dot());
    WskBuf into = WskBuf.ofWritable(emptyBuffer(8));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.send(dot, 0, irp));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.disconnect(null, 0, irp));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.disconnect(dot, 0, irp));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.disconnect(null, WSK_FLAG_ABORTIVE, irp));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.receive(into, 0, irp));
    ends(silence(socket), STATUS_INVALID_DEVICE_STATE, 0);
    get(socket.close());
    assertThat(pair.peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule("OPT-04")
  void whatArrivesIsTakenFromThePeerAndDiscarded() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = silent(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    // More than fits on the way: it can only be written if somebody reads it.
    Background<Void> writing =
        Background.start(
            () -> {
              pair.peer().write(new byte[MORE_THAN_KERNELS_HOLD]);
              pair.peer().shutdownOutput();
              return null;
            });
    assertThat(writing.result()).isNull();
    get(pair.socket().close());
    assertThat(connection.receives).isEmpty();
    assertThat(connection.disconnects).isEmpty();
  }

  @Test
  @WskRule("OPT-04")
  void whatWasHeldIsDiscardedAndQueuedReceivesAreCancelled() throws Exception {
    harness().takePeersForRemote();
    Pair pair = accepted(new TestConnection(), 0);
    WskBuf into = WskBuf.ofWritable(emptyBuffer(8));
    Irp<Void> receive = started(irp -> pair.socket().receive(into, 0, irp));
    ends(silence(pair.socket()), STATUS_SUCCESS, 0);
    ends(receive, STATUS_CANCELLED, 0);
    Pair holding = accepted(new TestConnection(), 0);
    holding.peer().write("held");
    Turns.of(holding);
    ends(silence(holding.socket()), STATUS_SUCCESS, 0);
    assertThat(control(holding.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    // Nor does it stand in the way of what arrives now.
    Background<Void> writing =
        Background.start(
            () -> {
              holding.peer().write(new byte[MORE_THAN_KERNELS_HOLD]);
              return null;
            });
    assertThat(writing.result()).isNull();
    get(holding.socket().close());
    assertThat(holding.connection().receives).isEmpty();
  }

  @Test
  @WskRule("OPT-04")
  void aResetBringsNoWord() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = silent(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    pair.peer().reset();
    Eventually.until("the reset is seen", () -> harness().isHostSocketGone(pair.socket()));
    get(pair.socket().close());
    assertThat(connection.receives).isEmpty();
    assertThat(connection.disconnects).isEmpty();
  }
}
