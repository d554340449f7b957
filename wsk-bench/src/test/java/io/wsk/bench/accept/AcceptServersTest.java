package io.wsk.bench.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.load.LocalTarget;
import io.wsk.bench.load.Subject;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class AcceptServersTest {
  private static final Duration SHORT = Duration.ofMillis(80);

  static Stream<Arguments> all() {
    return Stream.of(ServerTransport.values())
        .flatMap(t -> AcceptServers.all().stream().map(subject -> Arguments.of(t, subject)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServerAnswersEveryConnection(ServerTransport transport, Subject subject)
      throws Exception {
    assumeTrue(transport.isAvailable());
    try (Server server = subject.factory().start(transport)) {
      for (AcceptCell cell : AcceptCell.all()) {
        Map<Metric, Double> figures =
            new AcceptRateLoad().measure(LocalTarget.of(server), cell, SHORT);
        assertThat(figures)
            .containsOnlyKeys(
                Metric.CONNECTION_RATE, Metric.CONNECTION_CPU, Metric.CONNECTION_ALLOCATION);
        assertThat(figures.get(Metric.CONNECTION_RATE)).isPositive();
        assertThat(figures.get(Metric.CONNECTION_CPU)).isPositive();
        assertThat(figures.get(Metric.CONNECTION_ALLOCATION)).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aServerStopsThoughSomebodyIsConnected(ServerTransport transport, Subject subject)
      throws Exception {
    assumeTrue(transport.isAvailable());
    try (Socket connected = new Socket()) {
      try (Server server = subject.factory().start(transport)) {
        connected.connect(
            new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        connected.getOutputStream().write(7);
        assertThat(connected.getInputStream().read()).isEqualTo(7);
      }
      assertThat(endsIn(connected)).isTrue();
    }
  }

  /** Whether the peer has closed or reset. */
  private static boolean endsIn(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.io.IOException reset) {
      return true;
    }
  }
}
