package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.Wsk;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDeregisterReport;
import io.wsk.api.WskFuture;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.WskSocket;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.api.verifier.VerifierException;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.api.verifier.Violation;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.spi.WskProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * The base of every chapter of the kit: a registered client, sockets that are closed after the
 * test, and the checks that hold for each test: everything closes, nothing leaks, no callback
 * overlaps another or comes after close, and nothing is logged that the test did not ask for.
 */
public abstract class ContractTest {
  private WskHarness harness;
  private WskRegistration registration;
  private WskProviderNpi npi;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final List<WskSocket> sockets = new ArrayList<>();
  private final List<TestConnection> connections = new ArrayList<>();
  private final List<ByteBuf> buffers = new ArrayList<>();
  private final List<String> expectedWarnings = new ArrayList<>();
  private final List<String> allowedWarnings = new ArrayList<>();
  private final List<VerifierReport> reports = new ArrayList<>();
  private Set<String> broken;
  private WskProvider provider;

  /** Makes the harness of the provider under test. */
  protected abstract WskHarness createHarness();

  @BeforeEach
  void openHarness(TestInfo test) {
    broken = rulesOf(test);
    harness = createHarness();
  }

  /** What a test proves, it may break on purpose. */
  private static Set<String> rulesOf(TestInfo test) {
    WskRule rule = test.getTestMethod().orElseThrow().getAnnotation(WskRule.class);
    return rule == null ? new HashSet<>() : new HashSet<>(Set.of(rule.value()));
  }

  @AfterEach
  void closeEverything() throws Exception {
    if (harness == null) {
      return; // The provider's test made none, and has said why.
    }
    try {
      for (AutoCloseable resource : resources) {
        resource.close();
      }
      reports.addAll(harness.takeReports());
      closeSockets();
      buffers.forEach(ByteBuf::release);
      takeRegistrationBack();
      checkSideEffects();
    } finally {
      harness.close();
    }
  }

  private void closeSockets() throws InterruptedException, TimeoutException {
    for (WskSocket socket : sockets) {
      WskFuture<Void> closing = close(socket);
      if (closing.status() != NtStatus.STATUS_INVALID_HANDLE) {
        closing.await(Eventually.LIMIT);
      }
    }
    // The verifier has seen us close what some tests have closed.
    harness.takeReports().stream()
        .filter(report -> report.violation() != Violation.CALL_AFTER_CLOSE)
        .forEach(reports::add);
  }

  private static WskFuture<Void> close(WskSocket socket) {
    return WskFuture.ofStatus(
        "WskCloseSocket",
        irp -> {
          try {
            return socket.close(irp);
          } catch (VerifierException e) {
            return irp.status(); // thrown by a strict verifier, the answer being known
          }
        });
  }

  private void takeRegistrationBack() {
    if (npi != null) {
      npi.close();
    }
    if (registration != null) {
      WskDeregisterReport report = registration.deregister(Eventually.LIMIT);
      assertThat(report.isComplete()).as("still open: %s", report).isTrue();
    }
  }

  private void checkSideEffects() {
    reports.addAll(harness.takeReports());
    reports.removeIf(report -> broken.contains(report.rule()));
    assertThat(reports).as("reported by the verifier").isEmpty();
    connections.forEach(c -> assertThat(c.violation()).as("callback violation").isNull());
    List<String> warnings = new ArrayList<>(harness.takeWarnings());
    for (String expected : expectedWarnings) {
      assertThat(warnings).as("expected in the log").anyMatch(line -> line.contains(expected));
    }
    warnings.removeIf(line -> expectedWarnings.stream().anyMatch(line::contains));
    warnings.removeIf(line -> allowedWarnings.stream().anyMatch(line::contains));
    assertThat(warnings).as("logged without being asked for").isEmpty();
    Eventually.asserted(
        () -> assertThat(harness.liveBytes()).as("bytes of leaked buffers").isZero());
    Eventually.asserted(
        () -> assertThat(harness.liveThreads()).as("threads left of the provider").isZero());
  }

  // ---- what tests use ---------------------------------------------------------------------------

  /** The harness of this test. */
  protected final WskHarness harness() {
    return harness;
  }

  /** A registration with the provider under test; made on first use, taken back after the test. */
  protected final WskRegistration registration() {
    if (registration == null) {
      WskProvider chosen = provider == null ? harness.provider() : provider;
      registration = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), chosen);
    }
    return registration;
  }

  /** Says that this test breaks rules on purpose, beside those that it proves. */
  protected final void breaks(String... rules) {
    broken.addAll(List.of(rules));
  }

  /** A capture of {@link #registration()}; made on first use, released after the test. */
  protected final WskProviderNpi npi() {
    if (npi == null) {
      npi = registration().capture(WSK_INFINITE_WAIT);
    }
    return npi;
  }

  /** Has the test run on a provider with other limits; before the first use of {@link #npi()}. */
  protected final void useProvider(WskProvider other) {
    assertThat(registration).as("registered already").isNull();
    provider = other;
  }

  /** Says that the provider will log a warning with this text; fails the test if it does not. */
  protected final void expectWarning(String text) {
    expectedWarnings.add(text);
  }

  /** Says that the provider may log warnings with this text: where it need not come to it. */
  protected final void allowWarning(String text) {
    allowedWarnings.add(text);
  }

  /** Closes something after the test, before the sockets; the last one given first. */
  protected final <R extends AutoCloseable> R closeLater(R resource) {
    resources.push(resource);
    return resource;
  }

  /** Closes a socket after the test, unless the test has done so. */
  protected final <S extends WskSocket> S closeLater(S socket) {
    sockets.add(socket);
    return socket;
  }

  /** Watches a context for violations, and closes its socket after the test. */
  protected final TestConnection watch(TestConnection connection) {
    connections.add(connection);
    if (connection.socket() != null) {
      sockets.add(connection.socket());
    }
    return connection;
  }

  /** Port 0 on the loopback address. */
  protected static InetSocketAddress anyLoopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** A direct buffer with these bytes, released after the test. */
  protected final ByteBuf buffer(byte[] bytes) {
    ByteBuf buffer = harness.allocator().directBuffer(Math.max(1, bytes.length));
    buffers.add(buffer);
    return buffer.writeBytes(bytes);
  }

  /** Releases memory after the test that a test has lost on purpose. */
  protected final void freeLater(ByteBuf memory) {
    buffers.add(memory);
  }

  /** Closes the sockets that would be closed after the test. */
  protected final void closeAll() throws InterruptedException, TimeoutException {
    closeSockets();
    sockets.clear();
  }

  /** An empty direct buffer of this capacity, released after the test. */
  protected final ByteBuf emptyBuffer(int capacity) {
    ByteBuf buffer = harness.allocator().directBuffer(capacity, capacity);
    buffers.add(buffer);
    return buffer;
  }

  /** Makes a call with a fresh IRP and waits for its completion. */
  protected static <T> Irp<T> completed(Function<Irp<T>, NtStatus> call)
      throws InterruptedException {
    Irp<T> irp = Irp.allocate();
    NtStatus returned = call.apply(irp);
    assertThat(irp.await(Eventually.LIMIT))
        .as("IRP completed; call returned %s", returned)
        .isTrue();
    if (returned != STATUS_PENDING) {
      assertThat(irp.status()).as("IRP status against returned status").isEqualTo(returned);
    }
    return irp;
  }

  /** Waits for a future. */
  protected static <T> T get(WskFuture<T> future) throws InterruptedException, TimeoutException {
    return future.await(Eventually.LIMIT);
  }

  /** Enables events statically; only before the first socket. */
  protected final void enableStatically(int eventMask) {
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, eventMask)).isEqualTo(STATUS_SUCCESS);
  }

  /** Enables or disables events without an IRP. */
  protected static NtStatus control(WskSocket socket, int eventMask) {
    return socket.control(SO_WSK_EVENT_CALLBACK.set(WskEventCallbackControl.of(eventMask)), null);
  }

  /** Enables or disables events with an IRP. */
  protected static NtStatus control(WskSocket socket, int eventMask, Irp<?> irp) {
    return socket.control(SO_WSK_EVENT_CALLBACK.set(WskEventCallbackControl.of(eventMask)), irp);
  }

  /** A listening socket on the loopback address with these events enabled (0 for none). */
  protected final TestListener listen(TestListener listener, int events) throws Exception {
    WskListenSocket socket = listen(listener, TestListener.DISPATCH);
    listener.socket(socket);
    if (events != 0) {
      assertThat(control(socket, events)).isEqualTo(STATUS_SUCCESS);
    }
    return listener;
  }

  /** A listening socket on the loopback address. */
  protected final <C> WskListenSocket listen(C context, WskClientListenDispatch<C> dispatch)
      throws Exception {
    WskListenSocket socket =
        closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, context, dispatch)));
    get(socket.bind(anyLoopback()));
    return socket;
  }

  /** Where a listener listens. */
  protected static InetSocketAddress addressOf(WskListenSocket listener) throws Exception {
    return get(listener.getLocalAddress());
  }

  /** A plain peer connected to a listener, closed after the test. */
  protected final Peer peerOf(WskListenSocket listener) throws Exception {
    return closeLater(Peer.connect(addressOf(listener)));
  }

  /** A connection under test and its peer. */
  public record Pair(TestConnection connection, WskConnectionSocket socket, Peer peer) {}

  /**
   * A connection accepted by callback, with these connection events enabled through the listener.
   *
   * @param connection its context
   * @param events {@code WSK_EVENT_RECEIVE} and so on, or 0
   */
  protected final Pair accepted(TestConnection connection, int events) throws Exception {
    TestListener listener =
        listen(new TestListener().connections(() -> connection), WSK_EVENT_ACCEPT | events);
    Peer peer = peerOf(listener.socket());
    TestConnection ready = watch(Eventually.taken("accept callback", listener.connections));
    // The context is there before the accept callback has returned, and nothing is read until it
    // has: a round trip of the listener's loop tells that it has.
    assertThat(get(listener.socket().get(SO_RCVBUF))).isPositive();
    return new Pair(ready, ready.socket(), peer);
  }

  /** A connection that connected to a plain peer, with no events enabled. */
  protected final Pair connected(TestConnection connection) throws Exception {
    return connected(connection, TestConnection.DISPATCH);
  }

  /** A connection that connected to a plain peer. */
  protected final Pair connected(
      TestConnection connection, WskClientConnectionDispatch<TestConnection> dispatch)
      throws Exception {
    Peer.Server server = closeLater(serverOf());
    WskConnectionSocket socket =
        closeLater(get(npi().socketConnect(anyLoopback(), server.address(), connection, dispatch)));
    connection.socket(socket);
    return new Pair(watch(connection), socket, closeLater(server.accept()));
  }

  private static Peer.Server serverOf() throws IOException {
    return new Peer.Server();
  }

  /** An unbound connection socket without callbacks. */
  protected final WskConnectionSocket unbound() throws Exception {
    return closeLater(
        get(
            npi()
                .socket(
                    AF_INET, SOCK_STREAM, IPPROTO_TCP, null, WskClientConnectionDispatch.none())));
  }
}
