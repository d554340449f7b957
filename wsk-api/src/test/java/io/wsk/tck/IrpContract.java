package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_KEEPALIVE;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClient;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderDispatch;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskSocket;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.IoStatus;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** IRPs as parameters: IRP-01 to IRP-03, IRP-05, IRP-07. */
public abstract class IrpContract extends ContractTest {
  /** Counts the completions of every IRP that a test makes. */
  private final List<AtomicInteger> completions = new ArrayList<>();

  /** Makes a call and holds its return value against what becomes of the IRP. */
  private <T> Irp<T> called(NtStatus expected, Function<Irp<T>, NtStatus> call) throws Exception {
    AtomicInteger count = new AtomicInteger();
    completions.add(count);
    Irp<T> irp = Irp.onCompletion(count::incrementAndGet);
    NtStatus returned = call.apply(irp);
    if (returned != STATUS_PENDING) {
      assertThat(irp.isCompleted()).as("completed when %s was returned", returned).isTrue();
      assertThat(irp.status()).isEqualTo(returned);
    }
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(expected);
    return irp;
  }

  private static InetSocketAddress of(Out<InetSocketAddress> out) {
    return out.get();
  }

  @Test
  @WskRule({"IRP-01", "IRP-02"})
  void everyFunctionLeavesItsResultInTheIrpAndCompletesItOnce() throws Exception {
    WskListenSocket listener = listen(null, WskClientListenDispatch.none());
    WskConnectionSocket client = createdAndBound();
    Irp<WskConnectionSocket> accepting = Irp.allocate();
    NtStatus accept = listener.accept(0, null, null, null, null, accepting);
    assertThat(accept).isEqualTo(STATUS_PENDING);
    Irp<Void> connected =
        called(STATUS_SUCCESS, irp -> client.connect(uncheckedAddress(listener), 0, irp));
    assertThat(connected.information()).isZero();
    assertThat(accepting.await(Eventually.LIMIT)).isTrue();
    assertThat(accepting.status()).isEqualTo(STATUS_SUCCESS);
    WskConnectionSocket server = closeLater(accepting.result());
    exchange(client, server);

    called(STATUS_SUCCESS, irp -> client.control(SO_KEEPALIVE.set(true), irp));
    called(STATUS_SUCCESS, irp -> client.disconnect(null, 0, irp));
    called(STATUS_SUCCESS, irp -> server.close(irp));
    called(STATUS_SUCCESS, irp -> client.close(irp));
    // Nothing of the sockets runs after close, so a second completion would have been counted.
    assertThat(completions).allSatisfy(count -> assertThat(count).hasValue(1));
  }

  private WskConnectionSocket createdAndBound() throws Exception {
    WskProviderNpi npi = npi();
    Irp<WskSocket> created =
        called(
            STATUS_SUCCESS,
            irp ->
                npi.dispatch()
                    .socket(
                        npi.client(), AF_INET, SOCK_STREAM, IPPROTO_TCP, 2, null, null, null, irp));
    WskConnectionSocket socket = closeLater((WskConnectionSocket) created.result());
    called(STATUS_SUCCESS, irp -> socket.bind(anyLoopback(), 0, irp));
    Out<InetSocketAddress> local = new Out<>();
    called(STATUS_SUCCESS, irp -> socket.getLocalAddress(local, irp));
    assertThat(of(local).getPort()).isPositive();
    return socket;
  }

  private static InetSocketAddress uncheckedAddress(WskListenSocket listener) {
    try {
      return addressOf(listener);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void exchange(WskConnectionSocket client, WskConnectionSocket server) throws Exception {
    ByteBuf sent = buffer(Bytes.of("twelve bytes"));
    ByteBuf received = emptyBuffer(64);
    Irp<Void> sending = called(STATUS_SUCCESS, irp -> client.send(WskBuf.ofReadable(sent), 0, irp));
    assertThat(sending.information()).isEqualTo(12);
    Irp<Void> receiving =
        called(STATUS_SUCCESS, irp -> server.receive(WskBuf.ofWritable(received), 0, irp));
    assertThat(receiving.information()).isEqualTo(12);
  }

  @Test
  @WskRule("IRP-02")
  void afterAFailureTheIrpHasBeenCompletedWithIt() throws Exception {
    WskConnectionSocket socket = unbound();
    WskListenSocket listener =
        closeLater(
            get(
                npi()
                    .socket(
                        AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none())));
    InetSocketAddress someone = closeLater(new Peer.Server()).address();
    called(STATUS_INVALID_PARAMETER, irp -> socket.bind(anyLoopback(), 1, irp));
    called(STATUS_INVALID_PARAMETER, irp -> listener.bind(anyLoopback(), 1, irp));
    called(NtStatus.STATUS_INVALID_DEVICE_STATE, irp -> socket.getRemoteAddress(new Out<>(), irp));
    called(NtStatus.STATUS_INVALID_DEVICE_STATE, irp -> socket.connect(someone, 0, irp));
    called(STATUS_SUCCESS, irp -> socket.close(irp));
    called(STATUS_SUCCESS, irp -> listener.close(irp));
    assertThat(completions).allSatisfy(count -> assertThat(count).hasValue(1));
  }

  @Test
  @WskRule("IRP-03")
  void withoutAnIrpAConnectionDoesNothing() throws Exception {
    Pair pair = connected(new TestConnection());
    WskConnectionSocket socket = pair.socket();
    WskBuf lost = WskBuf.ofReadable(buffer(Bytes.of("lost")));
    assertThat(socket.send(lost, 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.disconnect(lost, 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.disconnect(null, 1, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    ByteBuf into = emptyBuffer(8);
    assertThat(socket.receive(WskBuf.ofWritable(into), 0, null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    Out<InetSocketAddress> out = new Out<>();
    assertThat(socket.getLocalAddress(out, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.getRemoteAddress(out, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(out.orNull()).isNull();
    assertThat(socket.control(SO_KEEPALIVE.set(true), null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.close(null)).isEqualTo(STATUS_INVALID_PARAMETER);

    // Nothing was sent, ended, taken or closed.
    assertThat(get(socket.send(WskBuf.ofReadable(buffer(Bytes.of("kept")))))).isEqualTo(4);
    assertThat(pair.peer().readText(4)).isEqualTo("kept");
    pair.peer().write("back");
    assertThat(get(socket.receive(WskBuf.ofWritable(into)))).isPositive();
    assertThat(Bytes.first(into, 1)).containsExactly('b');
  }

  @Test
  @WskRule("IRP-03")
  void withoutAnIrpNothingIsBoundConnectedAcceptedOrCreated() throws Exception {
    WskConnectionSocket socket = unbound();
    assertThat(socket.bind(anyLoopback(), 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    get(socket.bind(anyLoopback()));
    Peer.Server server = closeLater(new Peer.Server());
    assertThat(socket.connect(server.address(), 0, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(socket.connectEx(server.address(), null, 0, null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    get(socket.connect(server.address()));

    WskListenSocket listener = listen(null, WskClientListenDispatch.none());
    assertThat(listener.accept(0, null, null, null, null, null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(listener.close(null)).isEqualTo(STATUS_INVALID_PARAMETER);
    Peer peer = peerOf(listener);
    Out<InetSocketAddress> remote = new Out<>();
    Irp<WskConnectionSocket> accepted =
        completed(irp -> listener.accept(0, null, null, null, remote, irp));
    closeLater(accepted.result());
    assertThat(remote.get()).isEqualTo(peer.localAddress());

    WskProviderDispatch dispatch = npi().dispatch();
    assertThat(create(dispatch, npi().client(), null)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(connect(dispatch, npi().client(), server, null)).isEqualTo(STATUS_INVALID_PARAMETER);
    // What the server sees next is the connection made above, and then the plain peer's.
    closeLater(server.accept());
    Peer marker = closeLater(Peer.connect(server.address()));
    assertThat(closeLater(server.accept()).socket().getPort())
        .isEqualTo(marker.localAddress().getPort());
  }

  private static NtStatus create(
      WskProviderDispatch dispatch, WskClient client, Irp<WskSocket> irp) {
    return dispatch.socket(
        client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, null, null, null, irp);
  }

  private static NtStatus connect(
      WskProviderDispatch dispatch,
      WskClient client,
      Peer.Server server,
      Irp<WskConnectionSocket> irp) {
    return dispatch.socketConnect(
        client,
        SOCK_STREAM,
        IPPROTO_TCP,
        anyLoopback(),
        server.address(),
        0,
        null,
        WskClientConnectionDispatch.none(),
        null,
        irp);
  }

  /** A client object that no provider has made. */
  private static final class ForeignClient implements WskClient {}

  @Test
  @WskRule("IRP-03")
  void aNullOrForeignClientIsRefusedAndTheIrpIsLeftUntouched() throws Exception {
    WskProviderDispatch dispatch = npi().dispatch();
    Peer.Server server = closeLater(new Peer.Server());
    AtomicInteger completed = new AtomicInteger();
    for (WskClient client : new WskClient[] {null, new ForeignClient()}) {
      Irp<WskSocket> irp = Irp.onCompletion(completed::incrementAndGet);
      assertThat(create(dispatch, client, irp)).isEqualTo(STATUS_INVALID_HANDLE);
      assertUntouched(irp);
      Irp<WskConnectionSocket> connecting = Irp.onCompletion(completed::incrementAndGet);
      assertThat(connect(dispatch, client, server, connecting)).isEqualTo(STATUS_INVALID_HANDLE);
      assertUntouched(connecting);
      WskEventCallbackControl mask = WskEventCallbackControl.of(WSK_EVENT_RECEIVE);
      assertThat(dispatch.controlClient(client, WSK_SET_STATIC_EVENT_CALLBACKS, mask, null, null))
          .isEqualTo(STATUS_INVALID_HANDLE);
      // Untouched, the IRP needs no reuse.
      assertThat(completed).hasValue(0);
      assertThat(create(dispatch, npi().client(), irp).isSuccess()).isTrue();
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      closeLater(irp.result());
      completed.set(0);
    }
  }

  private static void assertUntouched(Irp<?> irp) {
    assertThat(irp.isPending()).isFalse();
    assertThat(irp.isCompleted()).isFalse();
    assertThat(irp.result()).isNull();
  }

  @Test
  @WskRule("IRP-03")
  void aClientWhoseCaptureHasBeenReleasedIsRefused() {
    WskProviderNpi released = registration().capture(io.wsk.api.Wsk.WSK_INFINITE_WAIT);
    released.close();
    Irp<WskSocket> irp = Irp.allocate();
    assertThat(create(released.dispatch(), released.client(), irp))
        .isEqualTo(STATUS_INVALID_HANDLE);
    assertUntouched(irp);
  }

  @Test
  @WskRule("IRP-05")
  void aCompletedIrpIsRefusedUntilItIsReused() throws Exception {
    WskListenSocket listener = listen(null, WskClientListenDispatch.none());
    Out<InetSocketAddress> first = new Out<>();
    Irp<Void> irp = completed(i -> listener.getLocalAddress(first, i));
    Out<InetSocketAddress> second = new Out<>();
    assertThat(listener.getLocalAddress(second, irp)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(irp.isCompleted()).isTrue();
    assertThat(second.orNull()).isNull();
    irp.reuse();
    assertThat(listener.getLocalAddress(second, irp).isSuccess()).isTrue();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(second.get()).isEqualTo(first.get());
  }

  @Test
  @WskRule("IRP-05")
  void aPendingIrpIsRefusedByOtherCallsAndItsOperationGoesOn() throws Exception {
    WskListenSocket listener = listen(null, WskClientListenDispatch.none());
    WskConnectionSocket other = unbound();
    AtomicInteger completed = new AtomicInteger();
    Irp<WskConnectionSocket> irp = Irp.onCompletion(completed::incrementAndGet);
    assertThat(listener.accept(0, null, null, null, null, irp)).isEqualTo(STATUS_PENDING);
    assertThat(listener.accept(0, null, null, null, null, irp)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(listener.close(irp)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(other.bind(anyLoopback(), 0, irp)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(other.close(irp)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(irp.isPending()).isTrue();

    Peer peer = peerOf(listener);
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(get(closeLater(irp.result()).getRemoteAddress())).isEqualTo(peer.localAddress());
    assertThat(completed).hasValue(1);
    // Neither bound nor closed by the calls that were refused.
    get(other.bind(anyLoopback()));
  }

  @Test
  @WskRule("IRP-07")
  void anIrpWhereNoneMayBeGivenIsRefused() {
    Irp<Void> irp = Irp.allocate();
    WskEventCallbackControl mask = WskEventCallbackControl.of(WSK_EVENT_RECEIVE);
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, mask, null, irp))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(irp.isPending()).isFalse();
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, mask, null, null))
        .isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("IRP-05")
  void aPendingIrpThatIsGivenToASecondReceiveServesTheFirst() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    ByteBuf right = emptyBuffer(8);
    ByteBuf wrong = emptyBuffer(8);
    Irp<Void> irp = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(right), 0, irp)).isEqualTo(STATUS_PENDING);
    assertThat(pair.socket().receive(WskBuf.ofWritable(wrong), 0, irp))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    pair.peer().write("data");
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(Bytes.text(Bytes.first(right, 4))).isEqualTo("data");
  }

  @Test
  @WskRule({"IRP-06", "IRP-09"})
  void aCancelledReceiveCompletesOnceAndItsStageNormally() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    AtomicInteger completions = new AtomicInteger();
    Irp<Void> irp = Irp.onCompletion(completions::incrementAndGet);
    CompletableFuture<IoStatus> stage = irp.toCompletionStage().toCompletableFuture();
    assertThat(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(8)), 0, irp))
        .isEqualTo(STATUS_PENDING);
    Turns.of(pair);
    assertThat(irp.cancel()).isTrue();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
    IoStatus end = stage.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(end.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(irp.cancel()).isFalse();
    Turns.of(pair);
    assertThat(completions).hasValue(1);
  }

  @Test
  @WskRule({"IRP-06", "CON-02"})
  void aCancelledConnectCompletesWhateverTheNetworkDoes() throws Exception {
    FullBacklog server = closeLater(new FullBacklog());
    WskConnectionSocket socket = unbound();
    get(socket.bind(anyLoopback()));
    Irp<Void> irp = Irp.allocate();
    assertThat(socket.connect(server.address(), 0, irp)).isEqualTo(STATUS_PENDING);
    assertThat(get(socket.get(SO_RCVBUF))).isPositive();
    assertThat(irp.cancel()).isTrue();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
  }
}
