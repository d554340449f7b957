package io.wsk.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all benchmarks have. Picocli fills the fields in. */
@Command
public final class CommonOptions {
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
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured, in turns.")
  private @Nullable Integer rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to a file, too.")
  private @Nullable Path json;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "An option for the measured virtual machines; may be repeated.")
  private List<String> jvmArgs = new ArrayList<>();

  /**
   * Whether to measure shortly.
   *
   * @return true if so
   */
  public boolean quick() {
    return quick;
  }

  /**
   * How many rounds to measure.
   *
   * @param usual if nothing was said
   * @return at least 1
   */
  public int rounds(int usual) {
    if (rounds == null) {
      return usual;
    }
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new ParameterException(
          command.commandLine(), "--rounds must be 1 to " + MAX_ROUNDS + " but is " + rounds);
    }
    return rounds;
  }

  /**
   * Where to write figures.
   *
   * @return the file, or null for nowhere
   */
  public @Nullable Path json() {
    return json;
  }

  /**
   * Options for the measured virtual machines.
   *
   * @return the options, perhaps none
   */
  public List<String> jvmArgs() {
    return jvmArgs;
  }
}
