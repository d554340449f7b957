package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_REFUSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Sockets that are connected when created, and contexts: SOC-07 to SOC-09. */
public abstract class SocketConnectContract extends ContractTest {
  private static InetSocketAddress ipv6Loopback(int port) throws UnknownHostException {
    byte[] one = new byte[16];
    one[15] = 1;
    return new InetSocketAddress(InetAddress.getByAddress(one), port);
  }

  private Irp<WskConnectionSocket> socketConnect(
      InetSocketAddress local, InetSocketAddress remote, int flags) throws Exception {
    Irp<WskConnectionSocket> created =
        completed(
            irp ->
                npi()
                    .dispatch()
                    .socketConnect(
                        npi().client(),
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        local,
                        remote,
                        flags,
                        null,
                        WskClientConnectionDispatch.none(),
                        null,
                        irp));
    if (created.result() != null) {
      closeLater(created.result());
    }
    return created;
  }

  @Test
  @WskRule("SOC-07")
  void socketConnectCreatesBindsAndConnects() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    Irp<WskConnectionSocket> created = socketConnect(anyLoopback(), server.address(), 0);
    assertThat(created.status()).isEqualTo(STATUS_SUCCESS);
    Peer peer = closeLater(server.accept());
    WskConnectionSocket socket = created.result();
    InetSocketAddress local = get(socket.getLocalAddress());
    assertThat(local.getPort()).isEqualTo(peer.socket().getPort());
    assertThat(get(socket.getRemoteAddress())).isEqualTo(server.address());
    assertThat(get(socket.send(WskBuf.ofReadable(buffer(Bytes.of("hello")))))).isEqualTo(5);
    assertThat(peer.readText(5)).isEqualTo("hello");
  }

  @Test
  @WskRule("SOC-07")
  void socketConnectTakesNoFlags() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    for (int flags : new int[] {1, 2, 0x80000000}) {
      Irp<WskConnectionSocket> refused = socketConnect(anyLoopback(), server.address(), flags);
      assertThat(refused.status()).isEqualTo(STATUS_INVALID_PARAMETER);
      assertThat(refused.result()).isNull();
    }
    // The first connection that the server sees is the plain one.
    Peer marker = closeLater(Peer.connect(server.address()));
    assertThat(closeLater(server.accept()).socket().getPort())
        .isEqualTo(marker.localAddress().getPort());
  }

  @Test
  @WskRule("SOC-07")
  void socketConnectThatFailsLeavesNoSocket() throws Exception {
    Peer.Server server = new Peer.Server();
    InetSocketAddress nobody = server.address();
    server.close();
    Irp<WskConnectionSocket> refused = socketConnect(anyLoopback(), nobody, 0);
    assertThat(refused.status()).isEqualTo(STATUS_CONNECTION_REFUSED);
    assertThat(refused.result()).isNull();
    npi().close();
    assertThat(registration().deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule("SOC-08")
  void addressesOfDifferentFamiliesAreRefused() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    Irp<WskConnectionSocket> mixed = socketConnect(ipv6Loopback(0), server.address(), 0);
    assertThat(mixed.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    InetSocketAddress other = ipv6Loopback(server.address().getPort());
    assertThat(socketConnect(anyLoopback(), other, 0).status()).isEqualTo(STATUS_INVALID_PARAMETER);

    WskConnectionSocket socket = unbound();
    InetSocketAddress elsewhere = ipv6Loopback(0);
    Irp<Void> bind = completed(irp -> socket.bind(elsewhere, 0, irp));
    assertThat(bind.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    get(socket.bind(anyLoopback()));
    Irp<Void> connect = completed(irp -> socket.connect(other, 0, irp));
    assertThat(connect.status()).isEqualTo(STATUS_INVALID_PARAMETER);
  }

  /** A context of which nothing but its identity can be used. */
  private static final class Opaque {
    final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("the provider compares a context");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("the provider hashes a context");
    }

    @Override
    public String toString() {
      throw new AssertionError("the provider prints a context");
    }
  }

  private static final WskClientConnectionDispatch<Opaque> CONNECTION =
      new WskClientConnectionDispatch<>(
          (context, flags, data, bytes, accepted) -> {
            context.seen.add("receive");
            return STATUS_SUCCESS;
          },
          (context, flags) -> {
            context.seen.add("disconnect");
            return STATUS_SUCCESS;
          },
          null);

  @Test
  @WskRule("SOC-09")
  void theContextReachesEveryCallbackAndIsNotLookedInto() throws Exception {
    Opaque connection = new Opaque();
    BlockingQueue<WskConnectionSocket> accepted = new LinkedBlockingQueue<>();
    WskClientListenDispatch<BlockingQueue<WskConnectionSocket>> dispatch =
        new WskClientListenDispatch<>(
            (context, flags, local, remote, socket, out) -> {
              out.set(connection, CONNECTION);
              context.add(socket);
              return STATUS_SUCCESS;
            });
    WskListenSocket listener = listen(accepted, dispatch);
    assertThat(control(listener, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT))
        .isEqualTo(STATUS_SUCCESS);
    Peer peer = peerOf(listener);
    closeLater(Eventually.taken("accept callback", accepted));
    peer.write("x");
    assertThat(Eventually.taken("receive callback", connection.seen)).isEqualTo("receive");
    peer.shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", connection.seen)).isEqualTo("disconnect");
  }

  @Test
  @WskRule("SOC-09")
  void twoSocketsWithOneDispatchKeepTheirContextsApart() throws Exception {
    Pair first = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    Pair second = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    first.peer().write("1");
    second.peer().write("2");
    assertThat(Eventually.taken("first", first.connection().receives).data()).containsExactly('1');
    assertThat(Eventually.taken("second", second.connection().receives).data())
        .containsExactly('2');
  }

  @Test
  @WskRule("SOC-09")
  void aNullContextIsHandedOnAsNull() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    WskClientListenDispatch<Object> dispatch =
        new WskClientListenDispatch<>(
            (context, flags, local, remote, socket, out) -> {
              seen.add(String.valueOf(context));
              return io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
            });
    WskListenSocket listener =
        closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, dispatch)));
    get(listener.bind(anyLoopback()));
    assertThat(control(listener, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    Peer peer = peerOf(listener);
    assertThat(Eventually.taken("accept callback", seen)).isEqualTo("null");
    peer.close();
  }
}
