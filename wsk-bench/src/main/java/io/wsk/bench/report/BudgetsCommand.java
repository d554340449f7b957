package io.wsk.bench.report;

import io.wsk.bench.budget.Verdict;
import io.wsk.bench.budget.Verdict.Outcome;
import io.wsk.bench.suite.Profile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what budgets are stated for, and says whether they hold. */
@Command(
    name = "budgets",
    description = {
      "Measures what has a budget, in about 20 minutes, and says whether each holds.",
      "Exit code: 0 if all hold, 1 if one is missed, 2 if something could not be measured."
    },
    exitCodeOnExecutionException = BudgetsCommand.NOT_MEASURED)
public final class BudgetsCommand implements Callable<Integer> {
  static final int MISSED = 1;
  static final int NOT_MEASURED = 2;

  private final Suites suites;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private RunOptions options;

  /** The command, with all suites. */
  public BudgetsCommand() {
    this(AllSuites::open);
  }

  BudgetsCommand(Suites suites) {
    this.suites = suites;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    if (options.hasSeveralJvms()) {
      throw new ParameterException(
          command.commandLine(), "--jvm must be given once here: budgets are for one JDK");
    }
    Run run = options.run(suites, Profile.BUDGETS, out);
    List<Verdict> verdicts = run.verdicts();
    out.println(Verdict.table(verdicts));
    for (Outcome outcome : Outcome.values()) {
      out.println(outcome.label() + ": " + count(verdicts, outcome));
    }
    run.failures().forEach(failure -> out.println("FAILED: " + failure));
    out.flush();
    return exitCode(run, verdicts);
  }

  private static int exitCode(Run run, List<Verdict> verdicts) {
    if (count(verdicts, Outcome.MISSED) > 0) {
      return MISSED;
    }
    boolean measured = run.complete() && run.failures().isEmpty();
    return measured && count(verdicts, Outcome.NO_FIGURE) == 0 ? ExitCode.OK : NOT_MEASURED;
  }

  private static long count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }
}
