package io.wsk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.accept.AcceptSuite;
import io.wsk.bench.memory.MemorySuite;
import io.wsk.bench.server.ServerSettings;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import io.wsk.bench.udp.UdpSuite;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each suite has its share of a run, and uses it. */
class SuitePlansTest {
  static Stream<Arguments> shares() {
    return Stream.of(
        share(UdpSuite::on, Profile.QUICK, 25),
        share(UdpSuite::on, Profile.FULL, 180),
        share(UdpSuite::on, Profile.BUDGETS, 90),
        share(AcceptSuite::on, Profile.QUICK, 20),
        share(AcceptSuite::on, Profile.FULL, 180),
        share(AcceptSuite::on, Profile.BUDGETS, 120),
        share(MemorySuite::new, Profile.QUICK, 20),
        share(MemorySuite::new, Profile.FULL, 150),
        share(MemorySuite::new, Profile.BUDGETS, 150));
  }

  private static Arguments share(
      Function<ServerSettings, Suite> suite, Profile profile, int seconds) {
    return Arguments.of(suite, profile, Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @MethodSource("shares")
  void keepsToItsShare(Function<ServerSettings, Suite> suites, Profile profile, Duration share)
      throws Exception {
    try (Suite suite = suites.apply(new ServerSettings(ServerTransport.NIO, List.of()))) {
      Duration sum =
          suite.steps(profile).stream().map(Step::estimate).reduce(Duration.ZERO, Duration::plus);
      assertThat(sum).isLessThanOrEqualTo(share);
      assertThat(sum).isGreaterThan(share.dividedBy(2));
    }
  }
}
