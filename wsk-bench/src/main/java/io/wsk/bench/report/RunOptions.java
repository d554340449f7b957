package io.wsk.bench.report;

import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Suite;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of commands that need a run, measured now or before. Picocli fills them in. */
@Command
final class RunOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  @Option(
      names = "--from",
      paramLabel = "FILE.json",
      description = "Measure nothing; take the figures of an earlier run.")
  private @Nullable Path from;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where wsk-bench.json and wsk-bench.html go (default: ${DEFAULT-VALUE}).",
      defaultValue = "wsk-bench-report")
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Option(
      names = "--jvm",
      paramLabel = "PATH",
      description =
          "A JDK for the JMH suites (default: the one that runs this); may be repeated, to see"
              + " several side by side.")
  private List<Path> jvms = new ArrayList<>();

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "An option for the measured virtual machines; may be repeated.")
  private List<String> jvmArguments = new ArrayList<>();

  Output output() {
    return new Output(directory);
  }

  boolean hasSeveralJvms() {
    return jvms.size() > 1;
  }

  private Suites.Jvms jvms() {
    return new Suites.Jvms(List.copyOf(jvms), List.copyOf(jvmArguments));
  }

  /**
   * The run: measured now, unless there is an earlier one.
   *
   * @param suites what to measure
   * @param profile how much
   * @param out where to print progress
   */
  Run run(Suites suites, Profile profile, PrintWriter out)
      throws IOException, InterruptedException {
    if (from != null) {
      return RunFile.read(from);
    }
    try (Suites.Opened opened = suites.open(jvms())) {
      return measure(opened.suites(), profile, out);
    }
  }

  private Run measure(List<Suite> suites, Profile profile, PrintWriter out) throws IOException {
    Plan plan = Plan.of(suites, profile);
    if (plan.parts().isEmpty()) {
      throw new IOException("there is nothing that can be measured here");
    }
    Consumer<String> lines =
        line -> {
          out.println(line);
          out.flush();
        };
    lines.accept(
        "about " + TimeLeft.text(plan.time().planned()) + "; figures go to " + output().json());
    Session.Settings settings = new Session.Settings(profile, output(), List.copyOf(jvmArguments));
    return new Session(plan, settings).run(progress(plan.time(), lines));
  }

  /** Control characters are for terminals only. */
  private static Progress progress(TimeLeft time, Consumer<String> lines) {
    boolean terminal =
        Optional.ofNullable(System.console()).map(RunOptions::isTerminal).orElse(false);
    return terminal ? new BarProgress(time, lines) : new LineProgress(time, lines);
  }

  /** From JDK 22 on a console may be anything, and has a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
