package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.netty.buffer.ByteBufAllocator;
import io.wsk.api.verifier.VerifierMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NettyOptionsTest {
  private static final String TRANSPORT = NettyOptions.TRANSPORT_PROPERTY;
  private static final String THREADS = NettyOptions.THREADS_PROPERTY;
  private static final String VERIFIER = NettyOptions.VERIFIER_PROPERTY;

  private final Map<String, String> before = new TreeMap<>();

  @BeforeEach
  void clearProperties() {
    keep(TRANSPORT);
    keep(THREADS);
    keep(VERIFIER);
  }

  private void keep(String property) {
    String value = System.clearProperty(property);
    if (value != null) {
      before.put(property, value);
    }
  }

  @AfterEach
  void restoreProperties() {
    System.clearProperty(TRANSPORT);
    System.clearProperty(THREADS);
    System.clearProperty(VERIFIER);
    before.forEach(System::setProperty);
  }

  @Test
  void defaultsAreWithinTheirRanges() {
    NettyOptions options = NettyOptions.defaults();
    assertThat(options.transport()).isEqualTo(Transport.AUTO);
    assertThat(options.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.allocator()).isSameAs(ByteBufAllocator.DEFAULT);
    assertThat(options.meterRegistry()).isSameAs(Metrics.globalRegistry);
    assertThat(options.stopReadingBytes()).isGreaterThan(options.releaseAsapBytes());
    assertThat(options.maxPendedInspections()).isEqualTo(options.backlog());
    assertThat(options.pendedInspectionTimeout()).isZero();
  }

  @Test
  void whatIsSetIsKept() {
    NettyOptions options =
        NettyOptions.builder()
            .transport(Transport.NIO)
            .threads(3)
            .backlog(7)
            .retainedBytes(10, 20)
            .connectTimeout(Duration.ofMillis(5))
            .maxPendedInspections(9)
            .pendedInspectionTimeout(Duration.ofMillis(6))
            .build();
    assertThat(options.transport()).isEqualTo(Transport.NIO);
    assertThat(options.threads()).isEqualTo(3);
    assertThat(options.backlog()).isEqualTo(7);
    assertThat(options.releaseAsapBytes()).isEqualTo(10);
    assertThat(options.stopReadingBytes()).isEqualTo(20);
    assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(5));
    assertThat(options.maxPendedInspections()).isEqualTo(9);
    assertThat(options.pendedInspectionTimeout()).isEqualTo(Duration.ofMillis(6));
  }

  @Test
  void asManyInspectionsMayBePendedAsTheBacklogSays() {
    NettyOptions.Builder options = NettyOptions.builder().backlog(7);
    assertThat(options.build().maxPendedInspections()).isEqualTo(7);
    assertThat(options.backlog(8).build().maxPendedInspections()).isEqualTo(8);
  }

  @Test
  void theTwoMarksMayBeOne() {
    assertThat(NettyOptions.builder().retainedBytes(5, 5).build().stopReadingBytes()).isEqualTo(5);
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    refused(options -> options.threads(0), "threads", "0");
    refused(options -> options.threads(-3), "threads", "-3");
    refused(options -> options.backlog(0), "backlog", "0");
    refused(options -> options.retainedBytes(0, 10), "releaseAsapBytes", "0");
    refused(options -> options.retainedBytes(100, 99), "stopReadingBytes", "100", "99");
    refused(options -> options.connectTimeout(Duration.ZERO), "connectTimeout", "0");
    refused(options -> options.connectTimeout(Duration.ofNanos(999_999)), "connectTimeout", "0");
    refused(options -> options.connectTimeout(Duration.ofSeconds(-2)), "connectTimeout", "-2000");
    refused(options -> options.maxPendedInspections(0), "maxPendedInspections", "0");
    for (Duration wrong : List.of(Duration.ofNanos(1), Duration.ofMillis(-1))) {
      refused(
          options -> options.pendedInspectionTimeout(wrong),
          "pendedInspectionTimeout",
          Long.toString(wrong.toMillis()));
    }
  }

  private static void refused(UnaryOperator<NettyOptions.Builder> setting, String... words) {
    assertThatThrownBy(() -> setting.apply(NettyOptions.builder()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void nothingIsRefusedByName() {
    missing(options -> options.transport(null), "transport");
    missing(options -> options.allocator(null), "allocator");
    missing(options -> options.connectTimeout(null), "connectTimeout");
    missing(options -> options.pendedInspectionTimeout(null), "pendedInspectionTimeout");
    missing(options -> options.meterRegistry(null), "meterRegistry");
  }

  private static void missing(UnaryOperator<NettyOptions.Builder> setting, String parameter) {
    assertThatThrownBy(() -> setting.apply(NettyOptions.builder()).build())
        .isInstanceOf(NullPointerException.class)
        .hasMessage(parameter);
  }

  @Test
  void systemPropertiesOverrideThePrograms() {
    System.setProperty(TRANSPORT, "NIO");
    System.setProperty(THREADS, " 5 ");
    NettyOptions options = NettyOptions.builder().transport(Transport.EPOLL).threads(1).build();
    assertThat(options.transport()).isEqualTo(Transport.NIO);
    assertThat(options.threads()).isEqualTo(5);
  }

  @Test
  void theVerifierIsOffUnlessItIsAskedFor() {
    assertThat(NettyOptions.defaults().verifier()).isEqualTo(VerifierMode.OFF);
    NettyOptions chosen =
        NettyOptions.builder()
            .verifier(VerifierMode.STRICT)
            .callbackTimeLimit(Duration.ofMillis(7))
            .build();
    assertThat(chosen.verifier()).isEqualTo(VerifierMode.STRICT);
    assertThat(chosen.callbackTimeLimit()).isEqualTo(Duration.ofMillis(7));
    System.setProperty(VERIFIER, " Standard");
    NettyOptions forced = NettyOptions.builder().verifier(VerifierMode.STRICT).build();
    assertThat(forced.verifier()).isEqualTo(VerifierMode.STANDARD);
  }

  @Test
  void aForcedVerifierModeThatThereIsNotIsRefusedWithTheNames() {
    System.setProperty(VERIFIER, "sometimes");
    assertThatThrownBy(NettyOptions::defaults)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("sometimes", "off", "standard", "strict");
  }

  @Test
  void verifierOptionsAreHeldToTheirRanges() {
    refused(options -> options.callbackTimeLimit(Duration.ZERO), "callbackTimeLimit", "0");
    missing(options -> options.verifier(null), "verifier");
    missing(options -> options.callbackTimeLimit(null), "callbackTimeLimit");
    missing(options -> options.verifierListener(null), "verifierListener");
  }

  @Test
  void aForcedTransportThatThereIsNotIsRefusedWithTheNames() {
    System.setProperty(TRANSPORT, "carrier-pigeon");
    assertThatThrownBy(NettyOptions::defaults)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("carrier-pigeon", "auto", "nio", "epoll", "kqueue", "io_uring");
  }

  @Test
  void forcedThreadsThatAreNoNumberAreRefusedByName() {
    System.setProperty(THREADS, "many");
    assertThatThrownBy(NettyOptions::defaults)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(THREADS, "many");
  }

  @Test
  void forcedThreadsAreHeldToTheRangeToo() {
    System.setProperty(THREADS, "0");
    assertThatThrownBy(NettyOptions::defaults)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("threads", "0");
  }

  @Test
  void transportsAreFoundByNameInEitherCase() {
    for (Transport transport : Transport.values()) {
      assertThat(Transport.parse(transport.label())).isSameAs(transport);
      assertThat(Transport.parse(transport.name())).isSameAs(transport);
    }
  }
}
