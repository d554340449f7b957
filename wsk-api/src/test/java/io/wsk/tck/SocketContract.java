package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.AF_INET6;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_RAW;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_BASIC_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_CONNECTION_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_FLAG_STREAM_SOCKET;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_IMPLEMENTED;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.Ws2Def;
import io.wsk.api.WskBasicSocket;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientStreamDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.WskSocketDispatch;
import io.wsk.api.WskSocketOwner;
import io.wsk.api.WskStreamSocket;
import io.wsk.api.control.SocketOption;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Creating sockets: SOC-01 to SOC-06. */
public abstract class SocketContract extends ContractTest {
  /** Creates a TCP/IPv4 socket, or fails to. */
  private Irp<WskSocket> create(int flags, WskSocketDispatch<Object> dispatch) throws Exception {
    return create(AF_INET, SOCK_STREAM, IPPROTO_TCP, flags, dispatch, null);
  }

  private Irp<WskSocket> create(
      int family,
      int type,
      int protocol,
      int flags,
      WskSocketDispatch<Object> dispatch,
      WskSocketOwner owner)
      throws Exception {
    Irp<WskSocket> created =
        completed(
            irp ->
                npi()
                    .dispatch()
                    .socket(
                        npi().client(), family, type, protocol, flags, null, dispatch, owner, irp));
    if (created.result() != null) {
      closeLater(created.result());
    }
    assertThat(created.result() != null).isEqualTo(created.status() == STATUS_SUCCESS);
    return created;
  }

  @Test
  @WskRule("SOC-01")
  void createGivesASocketOfTheCategoryAskedForInEitherFamily() throws Exception {
    WskSocketOwner owner =
        new WskSocketOwner(ProcessHandle.current(), Thread.currentThread(), null, null);
    for (int family : new int[] {AF_INET, AF_INET6}) {
      for (WskSocketOwner each : new WskSocketOwner[] {null, owner}) {
        assertThat(createTcp(family, WSK_FLAG_BASIC_SOCKET, each))
            .isInstanceOf(WskBasicSocket.class);
        assertThat(createTcp(family, WSK_FLAG_LISTEN_SOCKET, each))
            .isInstanceOf(WskListenSocket.class);
        assertThat(createTcp(family, WSK_FLAG_CONNECTION_SOCKET, each))
            .isInstanceOf(WskConnectionSocket.class);
        assertThat(createTcp(family, WSK_FLAG_STREAM_SOCKET, each))
            .isInstanceOf(WskStreamSocket.class);
      }
    }
  }

  @Test
  @WskRule("SOC-01")
  void theFamilyAskedForDecidesWhichAddressesFit() throws Exception {
    assertBind(AF_INET, "::1", STATUS_INVALID_PARAMETER);
    assertBind(AF_INET6, "127.0.0.1", STATUS_INVALID_PARAMETER);
    assertBind(AF_INET, "127.0.0.1", STATUS_SUCCESS);
  }

  private void assertBind(int family, String address, NtStatus status) throws Exception {
    WskConnectionSocket socket =
        (WskConnectionSocket) closeLater(createTcp(family, WSK_FLAG_CONNECTION_SOCKET, null));
    Irp<Void> bound = completed(irp -> socket.bind(new InetSocketAddress(address, 0), 0, irp));
    assertThat(bound.status()).as("bind of family %s to %s", family, address).isEqualTo(status);
  }

  private WskSocket createTcp(int family, int flags, WskSocketOwner owner) throws Exception {
    Irp<WskSocket> created = create(family, SOCK_STREAM, IPPROTO_TCP, flags, null, owner);
    assertThat(created.status()).isEqualTo(STATUS_SUCCESS);
    return created.result();
  }

  @Test
  @WskRule("SOC-02")
  void noCategoryFlagMeansABasicSocket() throws Exception {
    assertThat(create(0, null).result())
        .isInstanceOf(WskBasicSocket.class)
        .isNotInstanceOf(WskListenSocket.class)
        .isNotInstanceOf(WskConnectionSocket.class);
  }

  @Test
  @WskRule("SOC-02")
  void moreThanOneCategoryIsRefused() throws Exception {
    for (int flags = 1; flags < 16; flags++) {
      if (Integer.bitCount(flags) > 1) {
        assertThat(create(flags, null).status())
            .as("flags %s", flags)
            .isEqualTo(STATUS_INVALID_PARAMETER);
      }
    }
  }

  @Test
  @WskRule("SOC-03")
  void aDispatchOfAnotherCategoryIsRefused() throws Exception {
    WskSocketDispatch<Object> listen = WskClientListenDispatch.none();
    WskSocketDispatch<Object> connection = WskClientConnectionDispatch.none();
    WskSocketDispatch<Object> datagram = WskClientDatagramDispatch.none();
    WskSocketDispatch<Object> stream = new WskClientStreamDispatch<>(null, null);
    for (WskSocketDispatch<Object> wrong : List.of(listen, connection, datagram)) {
      assertThat(create(WSK_FLAG_STREAM_SOCKET, wrong).status())
          .isEqualTo(STATUS_INVALID_PARAMETER);
    }
    assertThat(create(WSK_FLAG_STREAM_SOCKET, stream).status()).isEqualTo(STATUS_SUCCESS);
    for (WskSocketDispatch<Object> wrong : List.of(connection, datagram, stream)) {
      assertThat(create(WSK_FLAG_LISTEN_SOCKET, wrong).status())
          .isEqualTo(STATUS_INVALID_PARAMETER);
    }
    for (WskSocketDispatch<Object> wrong : List.of(listen, datagram, stream)) {
      assertThat(create(WSK_FLAG_CONNECTION_SOCKET, wrong).status())
          .isEqualTo(STATUS_INVALID_PARAMETER);
    }
    assertThat(create(WSK_FLAG_LISTEN_SOCKET, listen).status()).isEqualTo(STATUS_SUCCESS);
    assertThat(create(WSK_FLAG_CONNECTION_SOCKET, connection).status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("SOC-03")
  void socketsWithoutADispatchAreUsedByFunctions() throws Exception {
    WskListenSocket listener = (WskListenSocket) create(WSK_FLAG_LISTEN_SOCKET, null).result();
    get(listener.bind(anyLoopback()));
    Peer peer = peerOf(listener);
    Irp<WskConnectionSocket> accepted =
        completed(irp -> listener.accept(0, null, null, null, null, irp));
    WskConnectionSocket socket = closeLater(accepted.result());
    // Data comes and goes with no callback to tell.
    peer.write("in");
    assertThat(get(socket.receive(WskBuf.ofWritable(emptyBuffer(8))))).isPositive();
    assertThat(get(socket.send(WskBuf.ofReadable(buffer(Bytes.of("out")))))).isEqualTo(3);
    assertThat(peer.readText(3)).isEqualTo("out");
  }

  @Test
  @WskRule("SOC-04")
  void aBasicSocketHasNoDispatch() throws Exception {
    List<WskSocketDispatch<Object>> tables = new ArrayList<>();
    tables.add(WskClientListenDispatch.none());
    tables.add(WskClientConnectionDispatch.none());
    tables.add(WskClientDatagramDispatch.none());
    tables.add(new WskClientStreamDispatch<>(null, null));
    for (WskSocketDispatch<Object> table : tables) {
      assertThat(create(WSK_FLAG_BASIC_SOCKET, table).status()).isEqualTo(STATUS_INVALID_PARAMETER);
    }
  }

  @Test
  @WskRule("SOC-04")
  void aBasicSocketTakesControlsAndCloses() throws Exception {
    WskSocket socket = create(WSK_FLAG_BASIC_SOCKET, null).result();
    // An answer to a control that nobody knows shows that controls are heard; no event is valid.
    SocketOption<Integer> unknown = SocketOption.of("SO_NOBODY", 0x7777, 0x7777, Integer.class);
    Irp<Void> asked = completed(irp -> socket.control(unknown.set(1), irp));
    assertThat(asked.status()).isEqualTo(STATUS_NOT_SUPPORTED);
    assertThat(control(socket, WSK_EVENT_RECEIVE).isSuccess()).isFalse();
    Irp<Void> closed = completed(socket::close);
    assertThat(closed.status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("SOC-05")
  void theCallbacksOfANewListenerAreDisabled() throws Exception {
    TestListener context = listen(new TestListener(), 0);
    WskListenSocket listener = context.socket();
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      peers.add(peerOf(listener));
    }
    Turns.of(listener);
    assertThat(context.accepts).isEmpty();
    // All are still there, for the accept function.
    for (int i = 0; i < peers.size(); i++) {
      Irp<WskConnectionSocket> accepted =
          completed(irp -> listener.accept(0, null, null, null, null, irp));
      closeLater(accepted.result());
    }
    assertThat(context.accepts).isEmpty();
  }

  @Test
  @WskRule("SOC-05")
  void theCallbacksOfANewConnectionAreDisabled() throws Exception {
    for (Pair pair : List.of(accepted(new TestConnection(), 0), connected(new TestConnection()))) {
      pair.peer().write("data");
      pair.peer().shutdownOutput();
      Turns.of(pair);
      assertThat(pair.connection().receives).isEmpty();
      assertThat(pair.connection().disconnects).isEmpty();
      // They were disabled, not deaf.
      assertThat(control(pair.socket(), WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT))
          .isEqualTo(STATUS_SUCCESS);
      assertThat(Eventually.taken("disconnect", pair.connection().disconnects)).isNotNull();
      assertThat(Bytes.text(pair.connection().takenBytes())).isEqualTo("data");
    }
  }

  @Test
  @WskRule("SOC-06")
  void aTransportThatDoesNotExistIsNotSupported() throws Exception {
    int[][] transports = {
      {AF_INET, SOCK_STREAM, IPPROTO_UDP},
      {AF_INET, SOCK_DGRAM, IPPROTO_TCP},
      {AF_INET, SOCK_RAW, IPPROTO_TCP},
      {AF_INET, SOCK_RAW, Ws2Def.IPPROTO_IP},
      {AF_INET, 99, IPPROTO_TCP},
      {AF_INET, SOCK_STREAM, 99},
      {99, SOCK_STREAM, IPPROTO_TCP}
    };
    int[] categories = {
      WSK_FLAG_BASIC_SOCKET,
      WSK_FLAG_LISTEN_SOCKET,
      WSK_FLAG_CONNECTION_SOCKET,
      WSK_FLAG_STREAM_SOCKET
    };
    for (int[] t : transports) {
      for (int flags : categories) {
        assertThat(create(t[0], t[1], t[2], flags, null, null).status())
            .as("family %s, type %s, protocol %s, flags %s", t[0], t[1], t[2], flags)
            .isEqualTo(STATUS_NOT_SUPPORTED);
      }
    }
  }

  @Test
  @WskRule("SOC-06")
  void aDatagramListenerIsCreatedButItsBindIsNotImplemented() throws Exception {
    Irp<WskSocket> created =
        create(AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_LISTEN_SOCKET, null, null);
    assertThat(created.status()).isEqualTo(STATUS_SUCCESS);
    WskListenSocket socket = (WskListenSocket) created.result();
    Irp<Void> bound = completed(irp -> socket.bind(anyLoopback(), 0, irp));
    assertThat(bound.status()).isEqualTo(STATUS_NOT_IMPLEMENTED);
    assertThat(bound.information()).isZero();
    Out<InetSocketAddress> none = new Out<>();
    Irp<Void> asked = completed(irp -> socket.getLocalAddress(none, irp));
    assertThat(asked.status().isSuccess()).isFalse();
    Irp<Void> closed = completed(socket::close);
    assertThat(closed.status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"SOC-02", "SOC-06"})
  void aSocketThatWasRefusedLeavesNothingOpen() throws Exception {
    NtStatus refused = create(WSK_FLAG_LISTEN_SOCKET | WSK_FLAG_CONNECTION_SOCKET, null).status();
    assertThat(refused).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(create(AF_INET, SOCK_RAW, IPPROTO_TCP, 0, null, null).status())
        .isEqualTo(STATUS_NOT_SUPPORTED);
    npi().close();
    assertThat(registration().deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule({"SOC-03", "SOC-05"})
  void enablingAnEventOfAListenerWithoutADispatchChangesNothing() throws Exception {
    WskListenSocket listener = (WskListenSocket) create(WSK_FLAG_LISTEN_SOCKET, null).result();
    get(listener.bind(anyLoopback()));
    assertThat(control(listener, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_INVALID_PARAMETER);
    Peer peer = peerOf(listener);
    Out<InetSocketAddress> remote = new Out<>();
    Irp<WskConnectionSocket> accepted =
        completed(irp -> listener.accept(0, null, null, null, remote, irp));
    closeLater(accepted.result());
    assertThat(remote.get()).isEqualTo(peer.localAddress());
  }
}
