package io.wsk.bench.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EchoComparisonTest {
  private static final EchoComparison.Plan SHORT =
      new EchoComparison.Plan(2, Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(20));

  @ParameterizedTest
  @EnumSource
  void everyServerSendsEverythingBack(EchoTransport transport)
      throws IOException, InterruptedException {
    assumeTrue(transport.isAvailable());
    List<Shape> shapes = List.of(new Shape(1, 64, 1), new Shape(3, 16 * 1024, 16));
    List<Round> rounds;
    try (LocalServers servers = new LocalServers(transport)) {
      rounds = new EchoComparison(servers, SHORT, line -> {}).run(shapes);
    }
    assertThat(rounds).hasSize(shapes.size() * SHORT.rounds() * Contender.values().length);
    assertThat(rounds).allSatisfy(EchoComparisonTest::isSound);
    EchoReport report = new EchoReport(transport, rounds);
    assertThat(report.failed()).isZero();
    assertThat(report.text()).contains("wsk-static", "wsk-dynamic", "failed rounds: 0 of 12");
  }

  private static void isSound(Round round) {
    assertThat(round.failure()).isNull();
    assertThat(round.messages()).isPositive();
    assertThat(round.used().loopNanos()).isPositive();
  }
}
