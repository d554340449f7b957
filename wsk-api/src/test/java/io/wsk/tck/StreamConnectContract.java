package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.control.SocketOptions.SO_KEEPALIVE;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_REFUSED;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Events.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskStreamSocket;
import io.wsk.nt.Irp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** STR-01 for a stream socket that connects, and what holds for it as for a connection. */
public abstract class StreamConnectContract extends StreamContract {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private record Connected(TestStream context, WskStreamSocket socket, Peer peer) {
    TestConnection connection() {
      return context.connection;
    }
  }

  private Connected connectedStream(TestStream context) throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    WskStreamSocket socket = bound(context);
    get(socket.connect(server.address()));
    return new Connected(context, socket, closeLater(server.accept()));
  }

  private Connected connectedStream() throws Exception {
    return connectedStream(new TestStream());
  }

  private void assertWorks(Connected pair) throws Exception {
    assertThat(get(pair.socket().send(data("ping")))).isEqualTo(4);
    assertThat(pair.peer().readText(4)).isEqualTo("ping");
    ByteBuf in = emptyBuffer(1);
    pair.peer().write("#");
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(in)))).isEqualTo(1);
    assertThat(Bytes.text(Bytes.first(in, 1))).isEqualTo("#");
  }

  // ---- STR-01 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"STR-01", "STR-02", "CON-04"})
  void connectMakesAConnectionThatWorks() throws Exception {
    Connected pair = connectedStream();
    assertThat(get(pair.socket().getLocalAddress()))
        .isEqualTo(pair.peer().socket().getRemoteSocketAddress());
    assertThat(get(pair.socket().getRemoteAddress())).isEqualTo(pair.peer().localAddress());
    assertWorks(pair);
    get(pair.socket().disconnect());
    assertThat(pair.peer().readToEnd()).isEmpty();
  }

  @Test
  @WskRule({"STR-01", "CON-03"})
  void connectExConnectsAndSends() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    WskStreamSocket socket = bound(new TestStream());
    Irp<Void> irp = completed(i -> socket.connectEx(server.address(), data("hello"), 0, i));
    ends(irp, STATUS_SUCCESS, 5);
    assertThat(closeLater(server.accept()).readText(5)).isEqualTo("hello");
    failsWith(STATUS_INVALID_DEVICE_REQUEST, socket::listen);
  }

  @Test
  @WskRule("STR-01")
  void aConnectionRefusesTheFunctionsOfAListener() throws Exception {
    Connected pair = connectedStream();
    assertAllGive(STATUS_INVALID_DEVICE_REQUEST, listenersFunctions(pair.socket()));
    failsWith(STATUS_INVALID_DEVICE_REQUEST, pair.socket()::listen);
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> pair.socket().bind(anyLoopback(), 0, irp));
    failsWith(
        STATUS_INVALID_DEVICE_STATE,
        irp -> pair.socket().connect(pair.peer().localAddress(), 0, irp));
    assertWorks(pair);
  }

  @Test
  @WskRule({"STR-01", "CON-02"})
  void aConnectThatWasRefusedHasTakenTheRole() throws Exception {
    Socket taken = closeLater(new Socket());
    taken.bind(anyLoopback());
    InetSocketAddress nobody = (InetSocketAddress) taken.getLocalSocketAddress();
    WskStreamSocket socket = bound(new TestStream());
    failsWith(STATUS_CONNECTION_REFUSED, irp -> socket.connect(nobody, 0, irp));
    failsWith(STATUS_INVALID_DEVICE_REQUEST, socket::listen);
    assertAllGive(STATUS_INVALID_DEVICE_REQUEST, listenersFunctions(socket));
    failsWith(STATUS_INVALID_DEVICE_STATE, irp -> socket.connect(nobody, 0, irp));
  }

  @Test
  @WskRule("STR-01")
  void aConnectWithWrongArgumentsTakesNoRole() throws Exception {
    WskStreamSocket socket = bound(new TestStream());
    InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    failsWith(STATUS_INVALID_PARAMETER, irp -> socket.connect(remote, 1, irp));
    get(socket.listen());
  }

  // ---- EVT-03, STA ------------------------------------------------------------------------------

  @Test
  @WskRule({"EVT-03", "EVT-04", "EVT-07"})
  void aConnectionsEventsAreThoseOfAConnection() throws Exception {
    Connected pair = connectedStream();
    for (int mask :
        List.of(
            0, WSK_EVENT_ACCEPT, WSK_EVENT_RECEIVE_FROM, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE)) {
      assertRefused(pair.socket(), mask);
    }
    pair.peer().write("abc");
    assertWorksWithoutReceiving(pair);
    assertThat(pair.connection().receives).isEmpty();
    assertThat(control(pair.socket(), BOTH | WSK_EVENT_SEND_BACKLOG)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("abc");
    assertThat(completed(i -> control(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE, i)))
        .satisfies(irp -> assertThat(irp.status()).isEqualTo(STATUS_SUCCESS));
    pair.peer().write("def");
    assertWorksWithoutReceiving(pair);
    assertThat(Bytes.text(pair.connection().takenBytes())).isEqualTo("abc");
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("abcdef");
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", pair.connection().disconnects)).isNotNull();
  }

  /** Lets the loop turn: what had reached the kernel before has been seen afterwards. */
  private void assertWorksWithoutReceiving(Connected pair) throws Exception {
    for (int turn = 0; turn < 4; turn++) {
      assertThat(get(pair.socket().send(data("#")))).isEqualTo(1);
      assertThat(pair.peer().readText(1)).isEqualTo("#");
    }
  }

  @Test
  @WskRule({"STA-01", "STA-03"})
  void staticEventsOfAConnectionAreLiveFromConnectOn() throws Exception {
    enableStatically(WSK_EVENT_ACCEPT | BOTH);
    Connected pair = connectedStream();
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
    assertRefused(
        pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_REQUEST);
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", pair.connection().disconnects)).isNotNull();
    assertThat(pair.context().listener.accepts).isEmpty();
  }

  @Test
  @WskRule({"STR-01", "REV-06", "CLO-06"})
  void retainedIndicationsAreReleasedByTheSocketAlsoAfterClose() throws Exception {
    BlockingQueue<WskDataIndication> kept = new LinkedBlockingQueue<>();
    TestConnection keeping =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  kept.add(data);
                  return STATUS_PENDING;
                });
    Connected pair = connectedStream(new TestStream(keeping));
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.peer().write("one");
    WskDataIndication first = Eventually.taken("first indication", kept);
    pair.peer().write("two");
    WskDataIndication second = Eventually.taken("second indication", kept);
    assertThat(pair.socket().release(first)).isEqualTo(STATUS_SUCCESS);
    get(pair.socket().close());
    assertThat(Bytes.text(Bytes.copy(second))).isEqualTo("two");
    assertThat(pair.socket().release(second)).isEqualTo(STATUS_SUCCESS);
  }

  // ---- options ----------------------------------------------------------------------------------

  @Test
  @WskRule("OPT-01")
  void optionsSetBeforeTheRoleHoldForTheConnection() throws Exception {
    Peer.Server server = closeLater(new Peer.Server());
    WskStreamSocket socket = stream(new TestStream());
    get(socket.set(SO_KEEPALIVE, true));
    get(socket.bind(anyLoopback()));
    get(socket.set(SO_RCVBUF, 32 * 1024));
    int size = get(socket.get(SO_RCVBUF));
    get(socket.connect(server.address()));
    closeLater(server.accept());
    assertThat(get(socket.get(SO_KEEPALIVE))).isTrue();
    assertThat(get(socket.get(SO_RCVBUF))).isEqualTo(size);
  }

  // ---- CLO --------------------------------------------------------------------------------------

  @Test
  @WskRule({"CLO-01", "CLO-03", "CLO-05"})
  void closeCancelsWhatPendsAndResets() throws Exception {
    Connected pair = connectedStream();
    Irp<Void> receive = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(1)), 0, receive))
        .isEqualTo(STATUS_PENDING);
    get(pair.socket().close());
    ends(receive, STATUS_CANCELLED, 0);
    assertThat(pair.peer().endsInReset()).isTrue();
    failsWith(STATUS_INVALID_HANDLE, irp -> pair.socket().send(data("x"), 0, irp));
    failsWith(STATUS_INVALID_HANDLE, pair.socket()::close);
  }

  @Test
  @WskRule("CLO-07")
  void closeWithAConnectPendingCompletesBoth() throws Exception {
    try (FullBacklog nobody = new FullBacklog()) {
      WskStreamSocket socket = bound(new TestStream());
      Irp<Void> connect = started(irp -> socket.connect(nobody.address(), 0, irp));
      failsWith(STATUS_INVALID_DEVICE_REQUEST, socket::listen);
      get(socket.close());
      ends(connect, STATUS_CANCELLED, 0);
    }
  }

  @Test
  @WskRule("CLO-03")
  void closeAfterAGracefulDisconnectDoesNotReset() throws Exception {
    Connected pair = connectedStream();
    get(pair.socket().disconnect());
    assertThat(pair.peer().readToEnd()).isEmpty();
    pair.peer().shutdownOutput();
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(1))))).isZero();
    get(pair.socket().close());
    assertNotReset(pair.peer());
  }

  private static void assertNotReset(Peer peer) throws IOException {
    assertThat(peer.readToEnd()).isEmpty();
  }

  @Test
  @WskRule("CLO-08")
  void theLossOfAConnectionIsToldOnceByItsReceiveCallback() throws Exception {
    Connected pair = connectedStream();
    assertThat(control(pair.socket(), BOTH)).isEqualTo(STATUS_SUCCESS);
    harness().lose(pair.socket());
    assertThat(Eventually.taken("receive callback", pair.connection().receives).data()).isNull();
    failsWith(STATUS_FILE_FORCED_CLOSED, irp -> pair.socket().send(data("x"), 0, irp));
    failsWith(STATUS_FILE_FORCED_CLOSED, pair.socket()::listen);
    get(pair.socket().close());
    assertThat(pair.connection().receives).isEmpty();
    assertThat(pair.connection().disconnects).isEmpty();
  }
}
