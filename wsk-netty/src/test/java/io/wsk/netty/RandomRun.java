package io.wsk.netty;

import io.wsk.api.verifier.VerifierMode;
import io.wsk.tck.random.FailingAllocator;
import io.wsk.tck.random.RandomDriver;
import io.wsk.tck.random.RandomResult;
import io.wsk.tck.random.RandomSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Runs the kit's random driver on this provider. As a program: {@code RandomRun TRANSPORT SECONDS
 * [SEED]}; it exits with 1 on a finding.
 */
final class RandomRun {
  /** One allocation in so many fails. */
  private static final int FAILING_ALLOCATIONS = 100;

  private RandomRun() {}

  /** A seed that nobody has chosen. */
  static long freshSeed() {
    return new SplittableRandom().nextLong();
  }

  static RandomResult run(Transport transport, long seed, Duration duration) throws IOException {
    FailingAllocator[] failing = new FailingAllocator[1];
    try (NettyHarness harness =
        new NettyHarness(
            transport,
            VerifierMode.OFF,
            memory -> failing[0] = new FailingAllocator(memory, FAILING_ALLOCATIONS, seed))) {
      RandomSettings settings =
          new RandomSettings(
              seed, duration, command(transport, seed, duration), System.out::println);
      return new RandomDriver(harness, failing[0], settings).run();
    }
  }

  private static String command(Transport transport, long seed, Duration duration) {
    return "./mvnw -B -Pfast -pl wsk-netty -am test -Dtest=RandomDriverTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dwsk.random.transport="
        + transport.label()
        + " -Dwsk.random.seconds="
        + duration.toSeconds()
        + " -Dwsk.random.seed="
        + seed;
  }

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("RandomRun TRANSPORT SECONDS [SEED]");
      System.exit(2);
    }
    Transport transport = Transport.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Duration duration = Duration.ofSeconds(Long.parseLong(arguments[1]));
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : freshSeed();
    RandomResult result = run(transport, seed, duration);
    System.out.println(result.report());
    System.exit(result.isClean() ? 0 : 1);
  }
}
