package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wsk.tck.random.RandomResult;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the random driver for a few seconds, with a seed that is always the same and with one that
 * never is. System properties set how long ({@value #SECONDS}), with which seed alone ({@value
 * #SEED}) and on which transport alone ({@value #TRANSPORT}).
 */
class RandomDriverTest {
  static final String SECONDS = "wsk.random.seconds";
  static final String SEED = "wsk.random.seed";
  static final String TRANSPORT = "wsk.random.transport";

  private static final int USUAL_SECONDS = 5;
  private static final long FIXED_SEED = 20_261_123;

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  @Timeout(value = 1, unit = TimeUnit.DAYS) // the driver has a watchdog of its own
  void nothingIsFoundWithTheFixedSeed(Transport transport, TestReporter reporter) throws Exception {
    run(transport, Long.getLong(SEED, FIXED_SEED), reporter);
  }

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void nothingIsFoundWithAFreshSeed(Transport transport, TestReporter reporter) throws Exception {
    Assumptions.assumeTrue(System.getProperty(SEED) == null, "a seed was asked for");
    run(transport, RandomRun.freshSeed(), reporter);
  }

  private static void run(Transport transport, long seed, TestReporter reporter) throws Exception {
    assumeTrue(transport.isAvailable(), () -> "no " + transport.label() + " on this host");
    String only = System.getProperty(TRANSPORT, transport.label());
    assumeTrue(transport.label().equals(only.toLowerCase(Locale.ROOT)), () -> "only " + only);
    Duration duration = Duration.ofSeconds(Integer.getInteger(SECONDS, USUAL_SECONDS));
    RandomResult result = RandomRun.run(transport, seed, duration);
    reporter.publishEntry("random", result.report());
    assertThat(result.findings()).as(result.report()).isEmpty();
  }
}
