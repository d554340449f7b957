package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_FLAG_LISTEN_SOCKET;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_NO_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_TRANSPORT_LIST_CHANGE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_DEVICE_NOT_READY;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.Wsk;
import io.wsk.api.WskBasicSocket;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDeregisterReport;
import io.wsk.api.WskDeregisterReport.OpenSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.WskSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deregistering: REG-05 to REG-09. */
public abstract class DeregisterContract extends ContractTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicBoolean allowed = new AtomicBoolean();
  private WskRegistration own;

  @BeforeEach
  void registerForThisTest() {
    own = closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider()));
  }

  private NtStatus capture() {
    return own.captureProviderNpi(WSK_NO_WAIT, new Out<>());
  }

  /** Starts a deregistration that must not end before {@link #allowed} is set. */
  private Background<Boolean> startDeregister() {
    Background<Boolean> running =
        Background.start(
            () -> {
              own.deregister();
              return allowed.get();
            });
    running.awaitBlocked();
    return running;
  }

  private static void assertEndedInTime(Background<Boolean> running) throws Exception {
    assertThat(running.result())
        .as("deregister ended after the last thing was given back")
        .isTrue();
  }

  private WskListenSocket bound(WskProviderNpi npi) throws Exception {
    WskListenSocket socket =
        get(npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientListenDispatch.none()));
    get(socket.bind(anyLoopback()));
    return socket;
  }

  @Test
  @WskRule("REG-05")
  void deregisterWaitsForTheLastCaptureToBeReleased() throws Exception {
    WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT);
    Background<Boolean> running = startDeregister();
    allowed.set(true);
    npi.close();
    assertEndedInTime(running);
  }

  @Test
  @WskRule("REG-05")
  void deregisterWaitsForTheLastSocketToBeClosed() throws Exception {
    WskListenSocket socket;
    try (WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT)) {
      socket = closeLater(bound(npi));
    }
    Background<Boolean> running = startDeregister();
    allowed.set(true);
    get(socket.close());
    assertEndedInTime(running);
  }

  @Test
  @WskRule("REG-05")
  void deregisterWaitsForTheCompletionRoutineOfTheLastRequest() throws Exception {
    WskBasicSocket socket;
    try (WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT)) {
      socket = closeLater(get(npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    }
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Irp<Void> closing = Irp.onCompletion(() -> hold(inside, leave));
    // From a thread of its own, since the provider may complete at once.
    Background<NtStatus> closer = Background.start(() -> socket.close(closing));
    Eventually.latch("the routine of close", inside);
    Background<Boolean> running = startDeregister();
    allowed.set(true);
    leave.countDown();
    assertEndedInTime(running);
    assertThat(closer.result().isSuccess()).isTrue();
  }

  private static void hold(CountDownLatch inside, CountDownLatch leave) {
    inside.countDown();
    try {
      Eventually.latch("the test goes on", leave);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @WskRule("REG-05")
  void deregisterWaitsForACallThatHasNotReturned() throws Exception {
    WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    // A transport that does not exist is refused at once, and the call stays in its own routine.
    Irp<WskSocket> refused = Irp.onCompletion(() -> hold(inside, leave));
    Background<NtStatus> call = Background.start(() -> createImpossible(npi, refused));
    Eventually.latch("the routine of the call", inside);
    npi.close();
    Background<Boolean> running = startDeregister();
    allowed.set(true);
    leave.countDown();
    assertEndedInTime(running);
    assertThat(call.result()).isIn(STATUS_NOT_SUPPORTED, STATUS_PENDING);
  }

  private static NtStatus createImpossible(WskProviderNpi npi, Irp<WskSocket> irp) {
    return npi.dispatch()
        .socket(
            npi.client(),
            AF_INET,
            SOCK_STREAM,
            IPPROTO_UDP,
            WSK_FLAG_LISTEN_SOCKET,
            null,
            null,
            null,
            irp);
  }

  @Test
  @WskRule("REG-06")
  void captureFailsOnceDeregisterHasBegun() {
    WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT);
    assertThat(own.deregister(SHORT).isComplete()).isFalse();
    assertThat(capture()).isEqualTo(STATUS_DEVICE_NOT_READY);
    Out<WskProviderNpi> out = new Out<>();
    NtStatus status = own.captureProviderNpi(WSK_INFINITE_WAIT, out);
    assertThat(status).isEqualTo(STATUS_DEVICE_NOT_READY);
    assertThat(out.orNull()).isNull();
    npi.close();
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertThat(capture()).isEqualTo(STATUS_DEVICE_NOT_READY);
  }

  @Test
  @WskRule("REG-06")
  void capturesThatWaitReturnWhenDeregisterBegins() throws Exception {
    WskRegistration registration =
        closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().unreadyProvider()));
    List<Background<NtStatus>> waiting = new ArrayList<>();
    for (int wait : new int[] {WSK_INFINITE_WAIT, WSK_INFINITE_WAIT, 600_000}) {
      waiting.add(Background.start(() -> registration.captureProviderNpi(wait, new Out<>())));
    }
    waiting.forEach(Background::awaitBlocked);
    assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
    for (Background<NtStatus> capture : waiting) {
      assertThat(capture.result()).isEqualTo(STATUS_DEVICE_NOT_READY);
    }
  }

  @Test
  @WskRule({"REG-05", "REG-06"})
  void capturesThatRaceWithDeregisterEitherHoldItUpOrFail() throws Exception {
    for (int i = 0; i < 100; i++) {
      WskRegistration registration =
          Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider());
      AtomicBoolean captured = new AtomicBoolean();
      Background<Void> capturing =
          Background.start(
              () -> {
                while (registration.captureProviderNpi(WSK_NO_WAIT, new Out<>()).isSuccess()) {
                  captured.set(true);
                  Thread.onSpinWait();
                  captured.set(false);
                  assertThat(registration.releaseProviderNpi().isSuccess()).isTrue();
                }
                return null;
              });
      registration.deregister();
      assertThat(captured).as("captured after deregister has ended").isFalse();
      capturing.result();
    }
  }

  @Test
  @WskRule("REG-07")
  void deregisterCancelsARequestForTransportListChanges() throws Exception {
    WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT);
    Irp<Void> irp = Irp.allocate();
    assertThat(npi.control(WSK_TRANSPORT_LIST_CHANGE, null, null, irp)).isEqualTo(STATUS_PENDING);
    // Cancelled when deregister begins, though the capture still holds it up.
    assertThat(own.deregister(SHORT).captures()).isEqualTo(1);
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
    npi.close();
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule("REG-08")
  void deregisterOnAnEventLoopIsRefusedAndChangesNothing() throws Exception {
    List<Throwable> refusals = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, accepted) -> {
          refusals.add(thrownBy(own::deregister));
          refusals.add(thrownBy(() -> own.deregister(SHORT)));
          refusals.add(thrownBy(own::close));
          done.countDown();
          return NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
        });
    Peer peer = peerOf(listen(listener, WSK_EVENT_ACCEPT).socket());
    Eventually.latch("accept callback", done);
    assertThat(refusals)
        .hasSize(3)
        .allSatisfy(
            e ->
                assertThat(e)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("eregister"));
    own.capture(WSK_INFINITE_WAIT).close();
    peer.close();
  }

  private static Throwable thrownBy(Runnable action) {
    try {
      action.run();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  @Test
  @WskRule("REG-09")
  void deregisterWithALimitReportsWhatIsOpenAndMayBeCalledAgain() throws Exception {
    WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT);
    WskListenSocket listener = closeLater(bound(npi));
    Irp<WskConnectionSocket> accepting = Irp.allocate();
    assertThat(listener.accept(0, null, null, null, null, accepting)).isEqualTo(STATUS_PENDING);

    WskDeregisterReport report = own.deregister(SHORT);
    assertThat(report.isComplete()).isFalse();
    assertThat(report.captures()).isEqualTo(1);
    assertThat(report.sockets()).hasSize(1);
    OpenSocket open = report.sockets().get(0);
    assertThat(open.name()).isNotEmpty();
    assertThat(open.state()).isNotEmpty();
    assertThat(open.localAddress()).isEqualTo(addressOf(listener));
    assertThat(open.remoteAddress()).isNull();
    // Until it has left the loop, the call is counted as on its way there and as what it has
    // become.
    Eventually.asserted(
        () -> assertThat(own.deregister(SHORT).sockets().get(0).pendingIrps()).isEqualTo(1));

    get(listener.close());
    npi.close();
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertThat(own.deregister(SHORT).isComplete()).isTrue();
  }

  @Test
  @WskRule("REG-09")
  void theReportNamesTheAddressesOfAConnection() throws Exception {
    WskProviderNpi npi = own.capture(WSK_INFINITE_WAIT);
    try (Peer.Server server = new Peer.Server()) {
      WskConnectionSocket socket =
          closeLater(
              get(
                  npi.socketConnect(
                      anyLoopback(), server.address(), null, WskClientConnectionDispatch.none())));
      OpenSocket open = own.deregister(SHORT).sockets().get(0);
      assertThat(open.localAddress()).isEqualTo(get(socket.getLocalAddress()));
      assertThat(open.remoteAddress()).isEqualTo(server.address());
      get(socket.close());
    }
    npi.close();
    assertThat(own.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }
}
