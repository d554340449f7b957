package io.wsk.bench.report;

import io.wsk.bench.suite.Profile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures everything, and makes a page of it. */
@Command(
    name = "report",
    description = "Runs all suites and writes a page with charts, and the figures as JSON.")
public final class ReportCommand implements Callable<Integer> {
  private final Suites suites;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private RunOptions options;

  @ArgGroup private Amount amount = new Amount();

  /** How much to measure: one of them. */
  static final class Amount {
    @Option(names = "--quick", description = "Five minutes: good for a look, not for a claim.")
    private boolean quick;

    @Option(names = "--full", description = "Everything, in 40 to 50 minutes (default).")
    @SuppressWarnings("UnusedVariable") // it is what happens anyway
    private boolean full;
  }

  /** The command, with all suites. */
  public ReportCommand() {
    this(AllSuites::open);
  }

  ReportCommand(Suites suites) {
    this.suites = suites;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    Run run = options.run(suites, amount.quick ? Profile.QUICK : Profile.FULL, out);
    options.output().writePage(run);
    out.println("page: " + options.output().html().toAbsolutePath());
    run.failures().forEach(failure -> out.println("FAILED: " + failure));
    out.flush();
    return run.complete() && run.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
