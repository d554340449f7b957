package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.NtStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the chapters about conditional accept share. */
public abstract class ConditionalAccept extends ContractTest {
  private final List<ConditionalListener> listeners = new ArrayList<>();

  @BeforeEach
  void forgetListeners() {
    listeners.clear();
  }

  @AfterEach
  void checkListeners() {
    listeners.forEach(l -> assertThat(l.violation()).as("callback violation").isNull());
  }

  /** A peer that the listener has inspected, and under which id. */
  record Inspected(Peer peer, WskInspectId id) {}

  /** An unbound listener with conditional accept. */
  final WskListenSocket unbound(ConditionalListener listener) throws Exception {
    WskListenSocket socket =
        closeLater(
            get(
                npi()
                    .socket(
                        AF_INET,
                        SOCK_STREAM,
                        IPPROTO_TCP,
                        listener,
                        ConditionalListener.DISPATCH)));
    listener.socket(socket);
    listeners.add(listener);
    get(socket.set(SO_CONDITIONAL_ACCEPT, true));
    return socket;
  }

  /** A listener with conditional accept, with these events enabled (0 for none). */
  final ConditionalListener listening(ConditionalListener listener, int events) throws Exception {
    WskListenSocket socket = unbound(listener);
    get(socket.bind(anyLoopback()));
    if (events != 0) {
      assertThat(control(socket, events)).isEqualTo(STATUS_SUCCESS);
    }
    return listener;
  }

  /** The next peer, once the listener has inspected it. */
  final Inspected inspected(ConditionalListener listener) throws Exception {
    Peer peer = peerOf(listener.socket());
    ConditionalListener.Inspect call = Eventually.taken("inspect", listener.inspects);
    assertThat(call.remote()).isEqualTo(peer.localAddress());
    return new Inspected(peer, call.id());
  }

  static NtStatus complete(ConditionalListener listener, WskInspectId id, WskInspectAction action)
      throws InterruptedException {
    return ConditionalAccept.<Void>completed(
            irp -> listener.socket().inspectComplete(id, action, irp))
        .status();
  }

  /** The context of the connection that the accept callback gets next. */
  final TestConnection acceptedNext(ConditionalListener listener, Peer peer) throws Exception {
    TestConnection connection =
        watch(Eventually.taken("accept callback", listener.accepting.connections));
    assertThat(get(connection.socket().getRemoteAddress())).isEqualTo(peer.localAddress());
    return connection;
  }

  /** A request gets this peer's connection. */
  final WskConnectionSocket takenByRequest(ConditionalListener listener, Peer peer)
      throws Exception {
    WskConnectionSocket socket =
        closeLater(get(listener.socket().accept(null, WskClientConnectionDispatch.none())));
    assertThat(get(socket.getRemoteAddress())).isEqualTo(peer.localAddress());
    return socket;
  }

  /** Abort is called for this one, and for no other before it. */
  static void assertAborted(ConditionalListener listener, WskInspectId id)
      throws InterruptedException {
    assertThat(Eventually.taken("abort", listener.aborts)).isEqualTo(Optional.of(id));
  }

  /** Whatever there was to be called back has been, and it was neither accept nor abort. */
  static void assertNoFurtherCallback(ConditionalListener listener) throws Exception {
    Turns.of(listener.socket());
    assertThat(listener.inspects).as("further inspections").isEmpty();
    assertThat(listener.accepting.accepts).as("further accepts").isEmpty();
    assertThat(listener.aborts).as("further aborts").isEmpty();
  }

  /** Closes the listener; from then on every callback is a violation. */
  static void closed(ConditionalListener listener) throws Exception {
    get(listener.socket().close());
    listener.markClosed();
  }
}
