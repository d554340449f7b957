package io.wsk.bench.jmh;

import io.wsk.bench.suite.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the commands that run JMH's benchmarks. Picocli fills the fields in. */
@Command
public final class JmhOptions {
  private static final int QUICK_ROUNDS = 3;
  private static final int MAX_ROUNDS = 1000;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  @Option(names = "--quick", description = "Measure shortly: good for a look, not for a claim.")
  private boolean quick;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "An option for the measured virtual machines; may be repeated.")
  private List<String> jvmArgs = new ArrayList<>();

  @Option(
      names = "--jvm",
      paramLabel = "PATH",
      description =
          "A JDK to measure with (default: the one that runs this); may be repeated, to see"
              + " several side by side.")
  private List<Path> jvms = new ArrayList<>();

  @Option(names = "--verbose", description = "Show what JMH prints.")
  private boolean verbose;

  private @Nullable Integer rounds;

  /** For picocli. */
  public JmhOptions() {}

  /** Refuses at once, before anything is printed. */
  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured, in turns.")
  void setRounds(int number) {
    if (number < 1 || number > MAX_ROUNDS) {
      throw new ParameterException(
          command.commandLine(), "--rounds must be 1 to " + MAX_ROUNDS + " but is " + number);
    }
    rounds = number;
  }

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
        jvmArgs,
        PerfCounters.areAvailable(),
        verbose);
  }

  /**
   * What to measure of a suite: all of it; shortly, what a quick run has of it, or all if that has
   * nothing.
   */
  List<Plan> plans(JmhSuite.Definition definition) {
    List<Plan> usual = definition.plans(quick ? Profile.QUICK : Profile.FULL);
    List<Plan> plans =
        usual.isEmpty() ? List.of(new Plan(definition.cells(), QUICK_ROUNDS, Timing.SHORT)) : usual;
    return plans.stream()
        .map(plan -> new Plan(plan.cells(), rounds(plan.rounds()), plan.timing()))
        .toList();
  }

  private int rounds(int usual) {
    return rounds == null ? usual : rounds;
  }
}
