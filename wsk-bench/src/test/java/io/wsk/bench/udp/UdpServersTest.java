package io.wsk.bench.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.load.LocalTarget;
import io.wsk.bench.load.Subject;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class UdpServersTest {
  private static final Duration SHORT = Duration.ofMillis(80);

  static Stream<Arguments> all() {
    return Stream.of(ServerTransport.values())
        .flatMap(t -> UdpServers.all().stream().map(subject -> Arguments.of(t, subject)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServerSendsEverythingBack(ServerTransport transport, Subject subject) throws Exception {
    assumeTrue(transport.isAvailable());
    try (Server server = subject.factory().start(transport)) {
      for (UdpCell cell : UdpCell.all()) {
        Map<Metric, Double> figures =
            new UdpEchoLoad().measure(LocalTarget.of(server), cell, SHORT);
        assertThat(figures)
            .containsOnlyKeys(
                Metric.THROUGHPUT, Metric.CPU, Metric.LOOP_CPU, Metric.LOOP_ALLOCATION);
        assertThat(figures.get(Metric.THROUGHPUT)).isPositive();
        assertThat(figures.get(Metric.LOOP_CPU)).isPositive();
      }
    }
  }
}
