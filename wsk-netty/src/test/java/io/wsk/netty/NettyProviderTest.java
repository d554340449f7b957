package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_DEVICE_NOT_READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.wsk.api.Wsk;
import io.wsk.api.WskBasicSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import io.wsk.tck.Background;
import io.wsk.tck.ContractTest;
import io.wsk.tck.Eventually;
import io.wsk.tck.Peer;
import io.wsk.tck.TestConnection;
import io.wsk.tck.TestListener;
import io.wsk.tck.WskHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What this provider adds to the contract: its log lines, its counters, its threads. */
class NettyProviderTest extends ContractTest {
  @Override
  protected WskHarness createHarness() {
    return new NettyHarness(Transport.NIO);
  }

  // ---- callbacks that throw ---------------------------------------------------------------------

  @Test
  void aReceiveCallbackThatThrowsIsLoggedOnceAndCounted() throws Exception {
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  throw new IllegalStateException("boom");
                });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    awaitCallbackException();
    String local = get(pair.socket().getLocalAddress()).toString();
    get(pair.socket().close());
    assertLoggedOnce("WskReceiveEvent (receive)", "Connection#", local);
  }

  @Test
  void aDisconnectCallbackThatThrowsIsLoggedOnceAndCounted() throws Exception {
    TestConnection connection =
        new TestConnection()
            .onDisconnect(
                flags -> {
                  throw new IllegalStateException("boom");
                });
    Pair pair = accepted(connection, WSK_EVENT_DISCONNECT);
    pair.peer().shutdownOutput();
    awaitCallbackException();
    String local = get(pair.socket().getLocalAddress()).toString();
    get(pair.socket().close());
    assertLoggedOnce("WskDisconnectEvent (disconnect)", "Connection#", local);
  }

  @Test
  void anAcceptCallbackThatThrowsIsLoggedOnceAndCounted() throws Exception {
    TestListener listener =
        new TestListener()
            .onAccept(
                (flags, local, remote, socket, accepted) -> {
                  throw new IllegalStateException("boom");
                });
    listen(listener, WSK_EVENT_ACCEPT);
    String local = addressOf(listener.socket()).toString();
    Peer peer = peerOf(listener.socket());
    assertThat(peer.endsInReset()).isTrue();
    awaitCallbackException();
    get(listener.socket().close());
    assertLoggedOnce("WskAcceptEvent (accept)", "Listener#", local);
  }

  private void awaitCallbackException() {
    Eventually.until(
        "the exception is counted", () -> harness().counted("callback.exceptions") == 1);
  }

  /** The socket has been closed, so nothing more can come. */
  private void assertLoggedOnce(String event, String... words) {
    assertThat(harness().takeWarnings())
        .singleElement()
        .asString()
        .contains(event)
        .contains(words)
        .contains("IllegalStateException: boom");
    assertThat(harness().counted("callback.exceptions")).isEqualTo(1);
    assertThat(harness().counted("callback.bad.status")).isZero();
    assertThat(harness().counted("client.errors")).isZero();
  }

  // ---- threads ----------------------------------------------------------------------------------

  private NettyWskProvider providerWithOneLoop(Runnable beforeStart) {
    return new NettyWskProvider(
        NettyOptions.builder()
            .transport(Transport.NIO)
            .threads(1)
            .allocator(harness().allocator())
            .meterRegistry(new SimpleMeterRegistry())
            .build(),
        beforeStart);
  }

  private static EventLoop loopOfNewSocket(WskProviderNpi npi) throws Exception {
    WskBasicSocket socket = get(npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP));
    EventLoop loop = ((SocketBase) socket).loop();
    get(socket.close());
    return loop;
  }

  private static void takeBack(WskRegistration registration, WskProviderNpi npi) {
    npi.close();
    assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  void registrationsShareTheLoopsAndTheLastOneStopsThem() throws Exception {
    NettyWskProvider provider = providerWithOneLoop(() -> {});
    assertThat(NettyHarness.liveThreads(provider)).as("before the first registration").isZero();
    WskRegistration first = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    WskRegistration second = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    WskProviderNpi firstNpi = first.capture(WSK_INFINITE_WAIT);
    WskProviderNpi secondNpi = second.capture(WSK_INFINITE_WAIT);
    EventLoop loop = loopOfNewSocket(firstNpi);
    assertThat(loopOfNewSocket(secondNpi)).isSameAs(loop);
    assertThat(NettyHarness.liveThreads(provider)).isEqualTo(1);

    takeBack(first, firstNpi);
    assertThat(loop.isShuttingDown()).isFalse();
    assertThat(loopOfNewSocket(secondNpi)).isSameAs(loop);

    takeBack(second, secondNpi);
    assertThat(loop.isTerminated()).isTrue();
    // The thread's last step says that the loop has terminated.
    Eventually.until("the loop's thread has ended", () -> harness().liveThreads() == 0);
  }

  @Test
  void aRegistrationAfterTheLastOneStartsNewLoops() throws Exception {
    NettyWskProvider provider = providerWithOneLoop(() -> {});
    WskRegistration first = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    WskProviderNpi firstNpi = first.capture(WSK_INFINITE_WAIT);
    EventLoop loop = loopOfNewSocket(firstNpi);
    takeBack(first, firstNpi);

    WskRegistration second = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    WskProviderNpi secondNpi = second.capture(WSK_INFINITE_WAIT);
    assertThat(loopOfNewSocket(secondNpi)).isNotSameAs(loop);
    takeBack(second, secondNpi);
  }

  @Test
  void takingTheFirstRegistrationBackTwiceLeavesTheSecondItsLoops() throws Exception {
    NettyWskProvider provider = providerWithOneLoop(() -> {});
    WskRegistration first = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    WskRegistration second = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    WskProviderNpi secondNpi = second.capture(WSK_INFINITE_WAIT);
    first.deregister();
    first.deregister();
    assertThat(loopOfNewSocket(secondNpi).isShuttingDown()).isFalse();
    takeBack(second, secondNpi);
  }

  @Test
  void loopsThatCannotStartAreLoggedAndCapturesFail() {
    expectWarning("event loops could not be started");
    NettyWskProvider provider =
        providerWithOneLoop(
            () -> {
              throw new IllegalStateException("no loops today");
            });
    WskRegistration registration = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), provider);
    NtStatus captured = registration.captureProviderNpi(WSK_INFINITE_WAIT, new Out<>());
    assertThat(captured).isEqualTo(STATUS_DEVICE_NOT_READY);
    assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  // ---- deregistration ---------------------------------------------------------------------------

  @Test
  void deregisterLogsWhatItWaitsFor() throws Exception {
    WskRegistration registration =
        Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider());
    WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT);
    WskListenSocket listener =
        get(npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none()));
    get(listener.bind(anyLoopback()));
    assertThat(get(listener.get(SO_RCVBUF))).isPositive();
    String local = addressOf(listener).toString();
    Background<Void> deregistering =
        Background.start(
            () -> {
              registration.deregister();
              return null;
            });
    List<String> lines = new ArrayList<>();
    Eventually.until(
        "deregister says what it waits for",
        () -> {
          lines.addAll(harness().takeWarnings());
          return !lines.isEmpty();
        });
    get(listener.close());
    npi.close();
    assertThat(deregistering.result()).isNull();
    assertThat(lines.get(0)).contains("WskDeregister is waiting for", "Listener#1", local);
  }
}
