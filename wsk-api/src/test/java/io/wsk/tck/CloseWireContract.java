package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.Ws2Def;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.Out;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What close means for the peer, for retained data, and sockets that are lost: CLO-03, 06, 08. */
public abstract class CloseWireContract extends ContractTest {
  @Test
  @WskRule("CLO-03")
  void closeOfAnOpenConnectionResetsIt() throws Exception {
    Pair pair = connected(new TestConnection());
    get(pair.socket().close());
    assertThat(pair.peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule("CLO-03")
  void closeAfterThePeersDisconnectAloneResets() throws Exception {
    Pair pair = connected(new TestConnection());
    pair.peer().shutdownOutput();
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(8))))).isZero();
    get(pair.socket().close());
    assertThat(pair.peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule("CLO-03")
  void closeAfterOnlyOurDisconnectResets() throws Exception {
    Pair pair = connected(new TestConnection());
    List<Pair> others = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      others.add(connected(new TestConnection()));
    }
    get(pair.socket().disconnect());
    assertThat(pair.peer().readToEnd()).isEmpty();
    get(pair.socket().close());
    for (Pair other : others) {
      Turns.of(other); // a transport may give the descriptor back in a later turn of its loop
    }
    // The first write fails, since the reset is there; half-closed it would have been taken.
    assertThatThrownBy(() -> pair.peer().write("x")).isInstanceOf(IOException.class);
  }

  @Test
  @WskRule("CLO-03")
  void closeAfterAFullDisconnectDoesNotReset() throws Exception {
    Pair pair = connected(new TestConnection());
    byte[] last = Bytes.pattern(10_000, 3);
    assertThat(get(pair.socket().send(WskBuf.ofReadable(buffer(last))))).isEqualTo(10_000);
    get(pair.socket().disconnect());
    pair.peer().shutdownOutput();
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(8))))).isZero();
    get(pair.socket().close());
    // All that was sent is still there, and then the end of the stream.
    assertThat(pair.peer().readToEnd()).isEqualTo(last);
  }

  @Test
  @WskRule("CLO-06")
  void aRetainedIndicationOutlivesCloseAndIsReleasedAfterIt() throws Exception {
    BlockingQueue<WskDataIndication> retained = new LinkedBlockingQueue<>();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          retained.add(data);
          return STATUS_PENDING;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("kept over close");
    WskDataIndication data = Eventually.taken("data", retained);
    byte[] before = Bytes.copy(data);
    Irp<Void> closing = Irp.onCompletion(connection::markClosed);
    assertThat(pair.socket().close(closing).isSuccess()).isTrue();
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(closing.status()).isEqualTo(STATUS_SUCCESS);
    // Other traffic would overwrite memory that had gone back.
    Pair other = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    other.peer().write("XXXXXXXXXXXXXXXXXXXXXX");
    assertThat(Eventually.taken("other data", other.connection().receives)).isNotNull();
    assertThat(Bytes.copy(data)).isEqualTo(before);
    assertThat(Bytes.text(before)).isNotEmpty().matches(text -> "kept over close".startsWith(text));
    assertThat(pair.socket().release(data)).isEqualTo(STATUS_SUCCESS);
    for (WskDataIndication more = retained.poll(); more != null; more = retained.poll()) {
      assertThat(pair.socket().release(more)).isEqualTo(STATUS_SUCCESS);
    }
  }

  @Test
  @WskRule("CLO-08")
  void aLostConnectionTellsItsReceiveCallbackOnceAndRefusesCalls() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    harness().lose(pair.socket());
    TestConnection.Receive told = Eventually.taken("loss", pair.connection().receives);
    assertThat(told.data()).isNull();
    assertThat(told.bytesIndicated()).isZero();
    assertForcedClosed(pair.socket());
    harness().lose(pair.socket());
    Irp<Void> closed = completed(pair.socket()::close);
    assertThat(closed.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(pair.connection().receives).isEmpty();
    assertThat(pair.connection().disconnects).as("told once").isEmpty();
  }

  @Test
  @WskRule("CLO-08")
  void aLostConnectionTellsItsDisconnectCallbackIfReceiveIsNotEnabled() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_DISCONNECT);
    harness().lose(pair.socket());
    int flags = Eventually.taken("loss", pair.connection().disconnects);
    assertThat(flags & WSK_FLAG_ABORTIVE).isEqualTo(WSK_FLAG_ABORTIVE);
    assertForcedClosed(pair.socket());
    harness().lose(pair.socket());
    Irp<Void> closed = completed(pair.socket()::close);
    assertThat(closed.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(pair.connection().disconnects).isEmpty();
    assertThat(pair.connection().receives).isEmpty();
  }

  private void assertForcedClosed(WskConnectionSocket socket) throws Exception {
    WskBuf some = WskBuf.ofReadable(buffer(Bytes.of("some")));
    WskBuf room = WskBuf.ofWritable(emptyBuffer(8));
    Irp<Void> sent = completed(irp -> socket.send(some, 0, irp));
    assertThat(sent.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    Irp<Void> received = completed(irp -> socket.receive(room, 0, irp));
    assertThat(received.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    Irp<Void> disconnected = completed(irp -> socket.disconnect(null, 0, irp));
    assertThat(disconnected.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    Irp<Void> asked = completed(irp -> socket.getLocalAddress(new Out<>(), irp));
    assertThat(asked.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    assertThat(control(socket, WSK_EVENT_RECEIVE)).isEqualTo(STATUS_FILE_FORCED_CLOSED);
  }

  @Test
  @WskRule("CLO-08")
  void aLossEndsPendingRequests() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    Irp<Void> receiving = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(8)), 0, receiving))
        .isEqualTo(STATUS_PENDING);
    harness().lose(pair.socket());
    assertThat(receiving.await(Eventually.LIMIT)).isTrue();
    assertThat(receiving.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    assertForcedClosed(pair.socket());
  }

  @Test
  @WskRule("CLO-08")
  void aLostListenerTellsItsAcceptCallbackOnceAndRefusesCalls() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    harness().lose(listener.socket());
    TestListener.Accept told = Eventually.taken("loss", listener.accepts);
    assertThat(told.socket()).isNull();
    Irp<WskConnectionSocket> accept =
        completed(irp -> listener.socket().accept(0, null, null, null, null, irp));
    assertThat(accept.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    harness().lose(listener.socket());
    Irp<Void> closed = completed(listener.socket()::close);
    assertThat(closed.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(listener.accepts).isEmpty();
  }

  @Test
  @WskRule("CLO-08")
  void aLostListenerTellsItsInspectCallbackOnce() throws Exception {
    BlockingQueue<Optional<WskInspectId>> inspected = new LinkedBlockingQueue<>();
    WskClientListenDispatch<Object> dispatch =
        new WskClientListenDispatch<>(
            (context, flags, local, remote, socket, out) -> STATUS_REQUEST_NOT_ACCEPTED,
            (context, local, remote, id) -> {
              inspected.add(Optional.ofNullable(id));
              return WskInspectAction.WskInspectReject;
            },
            (context, id) -> STATUS_SUCCESS);
    WskListenSocket listener =
        closeLater(
            get(
                npi()
                    .socket(
                        Ws2Def.AF_INET,
                        Ws2Def.SOCK_STREAM,
                        Ws2Def.IPPROTO_TCP,
                        (Object) null,
                        dispatch)));
    Irp<Void> set = completed(irp -> listener.control(SO_CONDITIONAL_ACCEPT.set(true), irp));
    assertThat(set.status()).isEqualTo(STATUS_SUCCESS);
    get(listener.bind(anyLoopback()));
    harness().lose(listener);
    assertThat(Eventually.taken("loss", inspected)).isEmpty();
    get(listener.close());
    assertThat(inspected).isEmpty();
  }
}
