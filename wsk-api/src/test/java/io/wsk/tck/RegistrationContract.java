package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_NO_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.Wsk.WSK_VERSION_1_1;
import static io.wsk.nt.NtStatus.STATUS_DEVICE_NOT_READY;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_NOINTERFACE;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskProviderCharacteristics;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Registering, capturing and releasing: REG-01 to REG-04, REG-10. */
public abstract class RegistrationContract extends ContractTest {
  private WskRegistration register(int version) {
    return closeLater(Wsk.register(WskClientNpi.of(version), harness().provider()));
  }

  private WskRegistration registerWhileUnready() {
    return closeLater(Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().unreadyProvider()));
  }

  private static NtStatus capture(WskRegistration registration, int wait) {
    return registration.captureProviderNpi(wait, new Out<>());
  }

  @Test
  @WskRule("REG-01")
  void oneClientRegistersManyTimesAndEachRegistrationStandsAlone() throws Exception {
    WskClientNpi<Void> client = WskClientNpi.of(WSK_VERSION_1_0);
    WskRegistration first = Wsk.register(client, harness().provider());
    WskRegistration second = closeLater(Wsk.register(client, harness().provider()));
    assertThat(first).isNotSameAs(second);
    first.capture(WSK_INFINITE_WAIT).close();
    assertThat(first.deregister(Eventually.LIMIT).isComplete()).isTrue();

    assertThat(capture(first, WSK_NO_WAIT)).isEqualTo(STATUS_DEVICE_NOT_READY);
    try (WskProviderNpi npi = second.capture(WSK_INFINITE_WAIT)) {
      get(get(npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)).close());
    }
  }

  @Test
  @WskRule("REG-01")
  void theReservedFieldMustBeZero() {
    assertThatThrownBy(() -> new WskClientDispatch<Void>(WSK_VERSION_1_0, 1, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @WskRule("REG-02")
  void captureGivesTheClientObjectAndTheProvidersFunctions() {
    Out<WskProviderNpi> out = new Out<>();
    NtStatus status = registration().captureProviderNpi(WSK_INFINITE_WAIT, out);
    assertThat(status).isEqualTo(STATUS_SUCCESS);
    try (WskProviderNpi npi = out.get()) {
      assertThat(npi.client()).isNotNull();
      assertThat(Wsk.wskMajorVersion(npi.dispatch().version())).isEqualTo(1);
    }
  }

  @Test
  @WskRule("REG-02")
  void captureWithoutWaitingFailsUntilTheProviderIsReady() {
    WskRegistration registration = registerWhileUnready();
    Out<WskProviderNpi> out = new Out<>();
    // On this thread, which alone lets the provider become ready: a wait would never end.
    NtStatus status = registration.captureProviderNpi(WSK_NO_WAIT, out);
    assertThat(status).isEqualTo(STATUS_DEVICE_NOT_READY);
    assertThat(out.orNull()).isNull();
    harness().letReady();
    registration.capture(WSK_INFINITE_WAIT).close();
    registration.capture(WSK_NO_WAIT).close();
  }

  @Test
  @WskRule("REG-02")
  void captureWithoutALimitWaitsUntilTheProviderIsReady() throws Exception {
    assertWaitsUntilReady(WSK_INFINITE_WAIT);
  }

  @Test
  @WskRule("REG-02")
  void captureWithALimitSucceedsWhenTheProviderBecomesReadyInTime() throws Exception {
    assertWaitsUntilReady(600_000);
  }

  @Test
  @WskRule("REG-02")
  void captureTakesItsLimitAsUnsigned() throws Exception {
    // One less than infinite: 49 days, and not a negative number.
    assertWaitsUntilReady(WSK_INFINITE_WAIT - 1);
  }

  private void assertWaitsUntilReady(int wait) throws Exception {
    WskRegistration registration = registerWhileUnready();
    AtomicInteger ready = new AtomicInteger();
    Background<Integer> seenReady =
        Background.start(
            () -> {
              registration.capture(wait).close();
              return ready.get();
            });
    seenReady.awaitBlocked();
    ready.set(1);
    harness().letReady();
    assertThat(seenReady.result()).as("ready when capture returned").isEqualTo(1);
  }

  @Test
  @WskRule("REG-02")
  void captureWithALimitFailsWhenTheLimitPasses() {
    WskRegistration registration = registerWhileUnready();
    assertThat(capture(registration, 20)).isEqualTo(STATUS_DEVICE_NOT_READY);
    // A client can leave a provider that never becomes ready.
    assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule("REG-03")
  void everyCaptureNeedsARelease() throws Exception {
    WskRegistration registration = register(WSK_VERSION_1_0);
    WskProviderNpi kept = registration.capture(WSK_INFINITE_WAIT);
    for (int i = 0; i < 2; i++) {
      assertThat(capture(registration, WSK_INFINITE_WAIT)).isEqualTo(STATUS_SUCCESS);
    }
    assertThat(registration.releaseProviderNpi()).isEqualTo(STATUS_SUCCESS);
    get(get(kept.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)).close());

    assertThat(registration.deregister(Duration.ofMillis(1)).captures()).isEqualTo(2);
    assertThat(registration.releaseProviderNpi()).isEqualTo(STATUS_SUCCESS);
    assertThat(registration.deregister(Duration.ofMillis(1)).captures()).isEqualTo(1);
    kept.close();
    assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule("REG-03")
  void anUnmatchedReleaseIsReportedAndChangesNothing() {
    expectWarning("WskReleaseProviderNPI");
    WskRegistration registration = register(WSK_VERSION_1_0);
    long errors = harness().counted("client.errors");
    assertThat(registration.releaseProviderNpi()).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    assertThat(harness().counted("client.errors")).isEqualTo(errors + 1);
    // Had it counted, the capture below would be settled already.
    WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT);
    assertThat(registration.deregister(Duration.ofMillis(1)).captures()).isEqualTo(1);
    npi.close();
    npi.close();
    assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
  }

  @Test
  @WskRule("REG-04")
  void anUnknownMajorVersionIsRefusedAndTheKnownOnesCanBeAskedFor() {
    for (int version : new int[] {Wsk.makeWskVersion(2, 0), Wsk.makeWskVersion(0, 9)}) {
      WskRegistration registration = register(version);
      Out<WskProviderNpi> out = new Out<>();
      NtStatus status = registration.captureProviderNpi(WSK_INFINITE_WAIT, out);
      assertThat(status).isEqualTo(STATUS_NOINTERFACE);
      assertThat(out.orNull()).isNull();
      assertCharacteristics(registration);
      // No capture was made, so none has to be released.
      assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
    }
  }

  private static void assertCharacteristics(WskRegistration registration) {
    Out<WskProviderCharacteristics> out = new Out<>();
    assertThat(registration.queryProviderCharacteristics(out)).isEqualTo(STATUS_SUCCESS);
    assertThat(out.get())
        .isEqualTo(new WskProviderCharacteristics(WSK_VERSION_1_1, WSK_VERSION_1_0));
  }

  @Test
  @WskRule("REG-04")
  void bothMinorVersionsAreServedByATableThatIsAtLeastAsNew() {
    for (int version : new int[] {WSK_VERSION_1_0, WSK_VERSION_1_1}) {
      WskRegistration registration = register(version);
      try (WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT)) {
        int served = npi.dispatch().version();
        assertThat(Wsk.wskMajorVersion(served)).isEqualTo(1);
        assertThat(Wsk.wskMinorVersion(served)).isBetween(Wsk.wskMinorVersion(version), 1);
      }
      assertCharacteristics(registration);
    }
  }

  @Test
  @WskRule("REG-10")
  void theClientEventCallbackHasNothingToTell() throws Exception {
    AtomicInteger events = new AtomicInteger();
    WskClientDispatch<AtomicInteger> dispatch =
        new WskClientDispatch<>(
            WSK_VERSION_1_0,
            0,
            (context, type, information) -> {
              context.incrementAndGet();
              return STATUS_SUCCESS;
            });
    WskRegistration registration =
        Wsk.register(new WskClientNpi<>(events, dispatch), harness().provider());
    try (WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT)) {
      get(get(npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)).close());
    }
    Pair traffic = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    traffic.peer().write("x");
    assertThat(Eventually.taken("data", traffic.connection().receives).data()).hasSize(1);
    assertThat(registration.deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertThat(events).hasValue(0);
  }
}
