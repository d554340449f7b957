package io.wsk.bench.jmh;

import io.wsk.bench.CommonOptions;
import io.wsk.bench.suite.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that run JMH's benchmarks. Picocli fills the fields in. */
@Command
public final class JmhOptions {
  private static final int QUICK_ROUNDS = 3;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private CommonOptions common;

  @Option(
      names = "--jvm",
      paramLabel = "PATH",
      description =
          "A JDK to measure with (default: the one that runs this); may be repeated, to see"
              + " several side by side.")
  private List<Path> jvms = new ArrayList<>();

  @Option(names = "--verbose", description = "Show what JMH prints.")
  private boolean verbose;

  /** For picocli. */
  public JmhOptions() {}

  /**
   * How to run the benchmarks.
   *
   * @return the settings
   * @throws IOException if {@code --jvm} names something else than a JDK
   */
  public JmhSettings settings() throws IOException {
    List<Jvm> chosen = new ArrayList<>();
    for (Path path : jvms) {
      chosen.add(Jvm.at(path));
    }
    return new JmhSettings(
        chosen.isEmpty() ? List.of(Jvm.running()) : chosen,
        common.jvmArgs(),
        PerfCounters.areAvailable(),
        verbose);
  }

  /**
   * What to measure of a suite: all of it; shortly, what a quick run has of it, or all if that has
   * nothing.
   */
  List<Plan> plans(JmhSuite.Definition definition) {
    Profile profile = common.quick() ? Profile.QUICK : Profile.FULL;
    List<Plan> usual = definition.plans(profile);
    List<Plan> plans =
        usual.isEmpty() ? List.of(new Plan(definition.cells(), QUICK_ROUNDS, Timing.SHORT)) : usual;
    return plans.stream()
        .map(plan -> new Plan(plan.cells(), common.rounds(plan.rounds()), plan.timing()))
        .toList();
  }
}
