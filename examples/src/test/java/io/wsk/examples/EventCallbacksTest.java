package io.wsk.examples;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.wsk.api.AcceptedSocket;
import io.wsk.api.BytesAccepted;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.netty.Transport;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/porting.md shows of event callbacks does what it says, with the real provider. */
@ExtendWith(LogWatch.class)
class EventCallbacksTest {
  private static final int GRACEFUL = 0;

  /** Notes what its callbacks see. */
  private static class Recorder implements EventCallbacks.Session {
    static final WskClientConnectionDispatch<Recorder> CONNECTION =
        new WskClientConnectionDispatch<>(Recorder::receive, Recorder::disconnect, null);
    static final WskClientListenDispatch<Recorder> LISTEN =
        new WskClientListenDispatch<>(Recorder::accept, Recorder::inspect, Recorder::abort);
    static final WskClientDatagramDispatch<Recorder> DATAGRAM =
        new WskClientDatagramDispatch<>(Recorder::receiveFrom);

    final BlockingQueue<Long> receives = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> disconnects = new LinkedBlockingQueue<>();
    final BlockingQueue<InetSocketAddress> inspected = new LinkedBlockingQueue<>();
    final BlockingQueue<WskConnectionSocket> accepted = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> datagrams = new LinkedBlockingQueue<>();
    final BlockingQueue<NtStatus> disables = new LinkedBlockingQueue<>();
    volatile @Nullable WskConnectionSocket socket;
    volatile boolean disablesInside;
    volatile WskInspectAction action = WskInspectAction.WskInspectAccept;

    private NtStatus receive(
        int flags, @Nullable WskDataIndication data, long bytes, BytesAccepted accepted) {
      receives.add(bytes);
      return STATUS_SUCCESS;
    }

    private NtStatus disconnect(int flags) {
      if (disablesInside) {
        disables.add(EventCallbacks.disableDisconnect(this));
      }
      disconnects.add(flags & 1);
      return STATUS_SUCCESS;
    }

    private NtStatus accept(
        int flags,
        InetSocketAddress local,
        InetSocketAddress remote,
        @Nullable WskConnectionSocket acceptSocket,
        AcceptedSocket out) {
      if (acceptSocket == null) {
        return STATUS_REQUEST_NOT_ACCEPTED;
      }
      out.set(this, CONNECTION);
      accepted.add(acceptSocket);
      return STATUS_SUCCESS;
    }

    private WskInspectAction inspect(
        InetSocketAddress local, InetSocketAddress remote, @Nullable WskInspectId id) {
      inspected.add(remote);
      return action;
    }

    private NtStatus abort(@Nullable WskInspectId id) {
      return STATUS_SUCCESS;
    }

    private NtStatus receiveFrom(int flags, @Nullable WskDatagramIndication data) {
      for (WskDatagramIndication each = data; each != null; each = each.next()) {
        datagrams.add((int) each.buffer().length());
      }
      return STATUS_SUCCESS;
    }

    @Override
    public WskConnectionSocket socket() {
      WskConnectionSocket current = socket;
      if (current == null) {
        throw new IllegalStateException("no socket yet");
      }
      return current;
    }

    @Override
    public void disconnectDisabled() {
      disables.add(STATUS_SUCCESS);
    }

    @Override
    public void failed(NtStatus status) {
      disables.add(status);
    }
  }

  /** A connection to a plain server, and the server's end of it. */
  private record Pair(Recorder recorder, WskConnectionSocket socket, Socket peer)
      implements AutoCloseable {
    static Pair of(WskTest wsk) throws Exception {
      try (ServerSocket server = new ServerSocket()) {
        server.bind(WskTest.LOOPBACK);
        InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
        Recorder recorder = new Recorder();
        WskConnectionSocket socket =
            wsk.open(
                wsk.npi().socketConnect(WskTest.LOOPBACK, address, recorder, Recorder.CONNECTION));
        recorder.socket = socket;
        return new Pair(recorder, socket, server.accept());
      }
    }

    /** The provider has seen the peer's disconnect: a receive completes without a byte. */
    void awaitEndOfStream() throws Exception {
      WskBuf room = WskBuf.ofWritable(Unpooled.buffer(16));
      assertThat(WskTest.get(socket.receive(room))).isZero();
    }

    @Override
    public void close() throws IOException {
      peer.close();
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T first = queue.poll(Client.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(first).as("a callback").isNotNull();
    return first;
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void oneCallEnablesReceiveAndDisconnect(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport);
        Pair pair = Pair.of(wsk)) {
      assertThat(EventCallbacks.enableDisconnectAndReceive(pair.socket()))
          .isEqualTo(STATUS_SUCCESS);
      pair.peer().getOutputStream().write(new byte[3]);
      assertThat(next(pair.recorder().receives)).isEqualTo(3);
      pair.peer().shutdownOutput();
      assertThat(next(pair.recorder().disconnects)).isEqualTo(GRACEFUL);
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void theDisconnectCallbackIsNotCalledOnceItIsDisabled(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport);
        Pair pair = Pair.of(wsk)) {
      Recorder recorder = pair.recorder();
      assertThat(pair.socket().enable(WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
      assertThat(EventCallbacks.disableDisconnect(recorder)).isEqualTo(STATUS_SUCCESS);
      assertThat(recorder.disables).as("told before the return").containsExactly(STATUS_SUCCESS);
      pair.peer().shutdownOutput();
      pair.awaitEndOfStream();
      assertThat(recorder.disconnects).isEmpty();
      assertThat(pair.socket().enable(WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
      assertThat(next(recorder.disconnects)).as("not lost").isEqualTo(GRACEFUL);
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void aDisableInsideTheCallbackIsPendingUntilItHasReturned(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport);
        Pair pair = Pair.of(wsk)) {
      Recorder recorder = pair.recorder();
      recorder.disablesInside = true;
      assertThat(pair.socket().enable(WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
      pair.peer().shutdownOutput();
      assertThat(next(recorder.disables)).isEqualTo(STATUS_PENDING);
      assertThat(next(recorder.disables)).isEqualTo(STATUS_SUCCESS);
      assertThat(recorder.disconnects).containsExactly(GRACEFUL);
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void theCompletionRoutineIsToldOfAFailure(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport);
        Pair pair = Pair.of(wsk)) {
      WskTest.get(pair.socket().disconnect());
      Irp<Void> close = Irp.allocate();
      pair.socket().close(close);
      NtStatus late = EventCallbacks.disableDisconnect(pair.recorder());
      assertThat(late).isEqualTo(NtStatus.STATUS_INVALID_HANDLE);
      assertThat(next(pair.recorder().disables)).isEqualTo(late);
      assertThat(close.await(WskTest.LIMIT)).isTrue();
      wsk.forget(pair.socket());
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void staticCallbacksNeedNoEnablingAndCannotBeDisabled(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport)) {
      assertThat(EventCallbacks.setStaticEventCallbacks(wsk.npi())).isEqualTo(STATUS_SUCCESS);
      try (Pair pair = Pair.of(wsk)) {
        pair.peer().getOutputStream().write(new byte[5]);
        assertThat(next(pair.recorder().receives)).isEqualTo(5);
        assertThat(EventCallbacks.setStaticEventCallbacks(wsk.npi()))
            .as("after the first socket")
            .isEqualTo(STATUS_INVALID_DEVICE_STATE);
        assertThat(EventCallbacks.enableDisconnectAndReceive(pair.socket()))
            .as("RECEIVE is static")
            .isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void staticReceiveFromNeedsNoEnabling(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport);
        DatagramSocket peer = new DatagramSocket(WskTest.LOOPBACK)) {
      assertThat(EventCallbacks.setStaticEventCallbacks(wsk.npi())).isEqualTo(STATUS_SUCCESS);
      Recorder recorder = new Recorder();
      WskDatagramSocket socket =
          wsk.open(wsk.npi().socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, recorder, Recorder.DATAGRAM));
      WskTest.get(socket.bind(WskTest.LOOPBACK));
      InetSocketAddress address = WskTest.get(socket.getLocalAddress());
      peer.send(new DatagramPacket(new byte[7], 7, address));
      assertThat(next(recorder.datagrams)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void aConditionalListenerInspectsEachConnectionBeforeItAccepts(Transport transport)
      throws Exception {
    try (WskTest wsk = new WskTest(transport)) {
      Recorder recorder = new Recorder();
      WskListenSocket listener = listener(wsk, recorder, Recorder.LISTEN);
      EventCallbacks.listenConditionally(listener, WskTest.LOOPBACK);
      assertThat(EventCallbacks.enableForAcceptedSockets(listener)).isEqualTo(STATUS_SUCCESS);
      try (Client client = new Client(WskTest.get(listener.getLocalAddress()))) {
        InetSocketAddress remote = next(recorder.inspected);
        WskConnectionSocket accepted = wsk.closeLater(next(recorder.accepted));
        assertThat(WskTest.get(accepted.getRemoteAddress())).isEqualTo(remote);
        client.write(new byte[2]);
        assertThat(next(recorder.receives)).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void conditionalAcceptNeedsItsCallbacks(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport)) {
      WskListenSocket listener =
          listener(wsk, new Recorder(), new WskClientListenDispatch<>(Recorder::accept));
      assertThatThrownBy(() -> EventCallbacks.listenConditionally(listener, WskTest.LOOPBACK))
          .isInstanceOfSatisfying(
              NtStatusException.class,
              e -> assertThat(e.status()).isEqualTo(STATUS_INVALID_PARAMETER));
    }
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void connectionEventsOfAListenerAreInherited(Transport transport) throws Exception {
    try (WskTest wsk = new WskTest(transport)) {
      Recorder recorder = new Recorder();
      WskListenSocket listener = listener(wsk, recorder, Recorder.LISTEN);
      WskTest.get(listener.bind(WskTest.LOOPBACK));
      assertThat(EventCallbacks.enableForAcceptedSockets(listener)).isEqualTo(STATUS_SUCCESS);
      try (Client client = new Client(WskTest.get(listener.getLocalAddress()))) {
        wsk.closeLater(next(recorder.accepted));
        client.write(new byte[4]);
        assertThat(next(recorder.receives)).isEqualTo(4);
        client.shutdownOutput();
        assertThat(next(recorder.disconnects)).isEqualTo(GRACEFUL);
      }
    }
  }

  private static WskListenSocket listener(
      WskTest wsk, Recorder recorder, WskClientListenDispatch<Recorder> callbacks)
      throws Exception {
    return wsk.open(wsk.npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, recorder, callbacks));
  }
}
