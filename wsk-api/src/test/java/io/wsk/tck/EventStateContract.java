package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.WskInspectAction.WskInspectReject;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Events.assertReceiveAndDisconnectAreEnabled;
import static io.wsk.tck.Events.assertReceiveIsDisabled;
import static io.wsk.tck.Events.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/**
 * EVT-05, EVT-06, EVT-11 and EVT-14: when events may be enabled, which callbacks they need, and
 * what a request does that asks for what is the case.
 */
public abstract class EventStateContract extends ContractTest {
  // ---- EVT-05 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-05")
  void aListenerIsEnabledOnlyAfterBind() throws Exception {
    TestListener context = new TestListener();
    WskListenSocket socket =
        closeLater(
            get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, context, TestListener.DISPATCH)));
    assertRefused(socket, WSK_EVENT_ACCEPT, STATUS_INVALID_DEVICE_STATE);
    assertRefused(socket, WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_STATE);
    assertRefused(socket, WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT, STATUS_INVALID_DEVICE_STATE);
    get(socket.bind(anyLoopback()));
    // What was refused has not been kept for later.
    Peer peer = peerOf(socket);
    Turns.of(socket);
    WskConnectionSocket taken =
        closeLater(get(socket.accept(null, WskClientConnectionDispatch.none())));
    assertThat(get(taken.getRemoteAddress())).isEqualTo(peer.localAddress());
    assertThat(context.accepts).isEmpty();
    assertThat(control(socket, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("EVT-05")
  void aConnectionIsEnabledOnlyAfterConnect() throws Exception {
    TestConnection context = new TestConnection();
    Peer.Server server = closeLater(new Peer.Server());
    WskConnectionSocket socket =
        closeLater(
            get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, context, TestConnection.DISPATCH)));
    assertRefused(socket, WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_STATE);
    get(socket.bind(anyLoopback()));
    assertRefused(socket, WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_STATE);
    assertRefused(socket, WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_STATE);
    get(socket.connect(server.address()));
    context.socket(socket);
    Pair pair = new Pair(watch(context), socket, closeLater(server.accept()));
    assertReceiveIsDisabled(pair);
    assertThat(control(socket, WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    context.awaitTaken("abc");
  }

  @Test
  @WskRule({"EVT-05", "EVT-15", "LIS-05"})
  void inTheAcceptCallbackASocketIsEnabledOnceItHasItsDispatch() throws Exception {
    BlockingQueue<NtStatus> answers = new LinkedBlockingQueue<>();
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          answers.add(control(socket, WSK_EVENT_RECEIVE));
          NtStatus status = listener.acceptByDefault(flags, local, remote, socket, out);
          answers.add(control(socket, WSK_EVENT_RECEIVE));
          return status;
        });
    listen(listener, WSK_EVENT_ACCEPT);
    Peer peer = peerOf(listener.socket());
    TestConnection connection = watch(Eventually.taken("accept callback", listener.connections));
    assertThat(Eventually.taken("before the dispatch", answers).isSuccess()).isFalse();
    assertThat(Eventually.taken("after the dispatch", answers)).isEqualTo(STATUS_SUCCESS);
    peer.write("data");
    connection.awaitTaken("data");
  }

  // ---- EVT-06 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"EVT-06", "EVT-03"})
  void anEventWithoutItsCallbackIsRefusedWithAllThatCameWithIt() throws Exception {
    WskClientConnectionDispatch<TestConnection> receiveOnly =
        new WskClientConnectionDispatch<>(TestConnection.DISPATCH.receiveEvent(), null, null);
    Pair pair = connected(new TestConnection(), receiveOnly);
    assertRefused(pair.socket(), WSK_EVENT_DISCONNECT);
    assertRefused(pair.socket(), WSK_EVENT_SEND_BACKLOG);
    assertRefused(pair.socket(), WSK_EVENT_DISCONNECT | WSK_EVENT_RECEIVE);
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("abc");
  }

  @Test
  @WskRule("EVT-06")
  void anEmptyTableOrNoneHasNothingToEnable() throws Exception {
    Pair pair = connected(new TestConnection(), WskClientConnectionDispatch.none());
    assertRefused(pair.socket(), WSK_EVENT_RECEIVE);
    assertRefused(listen(new TestListener(), WskClientListenDispatch.none()), WSK_EVENT_ACCEPT);
    WskListenSocket withoutTable = listenerWithoutTable();
    get(withoutTable.bind(anyLoopback()));
    assertRefused(withoutTable, WSK_EVENT_ACCEPT);
  }

  private WskListenSocket listenerWithoutTable() throws Exception {
    Irp<WskSocket> created =
        completed(
            irp ->
                npi()
                    .dispatch()
                    .socket(
                        npi().client(),
                        AF_INET,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        WSK_FLAG_LISTEN_SOCKET,
                        null,
                        null,
                        null,
                        irp));
    assertThat(created.result()).isInstanceOf(WskListenSocket.class);
    return closeLater((WskListenSocket) created.result());
  }

  @Test
  @WskRule("EVT-06")
  void anInheritedEventWithoutItsCallbackIsNotCalled() throws Exception {
    WskClientConnectionDispatch<TestConnection> disconnectOnly =
        new WskClientConnectionDispatch<>(null, TestConnection.DISPATCH.disconnectEvent(), null);
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          TestConnection connection = new TestConnection();
          connection.socket(socket);
          out.set(connection, disconnectOnly);
          listener.connections.add(connection);
          return STATUS_SUCCESS;
        });
    listen(listener, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    Peer peer = peerOf(listener.socket());
    TestConnection connection = watch(Eventually.taken("accept callback", listener.connections));
    Pair pair = new Pair(connection, connection.socket(), peer);
    assertReceiveIsDisabled(pair);
    // The data is there for the function, and the other event lives.
    ByteBuf buffer = emptyBuffer(16);
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(buffer)))).isEqualTo(3);
    peer.shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", connection.disconnects)).isNotNull();
    assertThat(harness().counted("callback.exceptions")).isZero();
  }

  // ---- EVT-11 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-11")
  void enablingWhatIsEnabledChangesNothing() throws Exception {
    int both = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    Pair pair = accepted(new TestConnection(), both);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(control(pair.socket(), both)).isEqualTo(STATUS_SUCCESS);
    assertReceiveAndDisconnectAreEnabled(pair);
    // The disconnect has been told; enabling does not tell it again.
    assertThat(control(pair.socket(), both)).isEqualTo(STATUS_SUCCESS);
    Turns.of(pair);
    assertThat(pair.connection().disconnects).isEmpty();
  }

  @Test
  @WskRule("EVT-11")
  void enablingTwiceIsUndoneByOneDisable() throws Exception {
    Pair pair = connected(new TestConnection());
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(control(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE))
        .isEqualTo(STATUS_SUCCESS);
    assertReceiveIsDisabled(pair);
  }

  @Test
  @WskRule("EVT-11")
  void disablingWhatIsDisabledSucceedsAndIsUndoneByOneEnable() throws Exception {
    Pair pair = connected(new TestConnection());
    for (int event : List.of(WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT, WSK_EVENT_SEND_BACKLOG)) {
      assertDisabledAtOnce(pair.socket(), event);
      assertDisabledAtOnce(pair.socket(), event);
    }
    TestListener listener = listen(new TestListener(), 0);
    assertDisabledAtOnce(listener.socket(), WSK_EVENT_ACCEPT);
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("abc");
  }

  private static void assertDisabledAtOnce(WskSocket socket, int event) {
    assertThat(control(socket, WSK_EVENT_DISABLE | event)).isEqualTo(STATUS_SUCCESS);
    Irp<Void> irp = Irp.allocate();
    assertThat(control(socket, WSK_EVENT_DISABLE | event, irp)).isEqualTo(STATUS_SUCCESS);
    assertThat(irp.isCompleted()).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
  }

  // ---- EVT-14 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"EVT-14", "INS-02"})
  void inspectIsCalledWithNoEventEnabledAndWithAcceptDisabled() throws Exception {
    BlockingQueue<InetSocketAddress> inspected = new LinkedBlockingQueue<>();
    WskListenSocket listener = conditionalListener(inspected);
    Peer first = peerOf(listener);
    assertThat(Eventually.taken("inspect", inspected)).isEqualTo(first.localAddress());
    assertThat(first.endsInReset()).isTrue();
    assertThat(control(listener, WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(control(listener, WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    Peer second = peerOf(listener);
    assertThat(Eventually.taken("inspect", inspected)).isEqualTo(second.localAddress());
    assertThat(second.endsInReset()).isTrue();
  }

  private WskListenSocket conditionalListener(BlockingQueue<InetSocketAddress> inspected)
      throws Exception {
    WskClientListenDispatch<TestListener> dispatch =
        new WskClientListenDispatch<>(
            TestListener.DISPATCH.acceptEvent(),
            (context, local, remote, id) -> {
              inspected.add(remote);
              return WskInspectReject;
            },
            (context, id) -> STATUS_SUCCESS);
    WskListenSocket listener =
        closeLater(
            get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, new TestListener(), dispatch)));
    Irp<Void> set = completed(irp -> listener.control(SO_CONDITIONAL_ACCEPT.set(true), irp));
    assertThat(set.status()).isEqualTo(STATUS_SUCCESS);
    get(listener.bind(anyLoopback()));
    return listener;
  }
}
