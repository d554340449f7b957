package io.wsk.bench.dispatch;

import io.wsk.bench.CommonOptions;
import io.wsk.bench.figures.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs {@link DispatchBenchmark}: each round takes all variants in turn, each in a process of its
 * own, so that what is compared was measured close together.
 */
@Command(
    name = "dispatch",
    description = "JMH: time and memory from the pipeline's head to the receiver, per buffer.")
public final class DispatchCommand implements Callable<Integer> {
  private static final Plan FULL = new Plan(9, 2, 4, TimeValue.milliseconds(500));
  private static final Plan QUICK = new Plan(3, 2, 3, TimeValue.milliseconds(400));

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private CommonOptions common;

  @Option(names = "--verbose", description = "Show what JMH prints.")
  private boolean verbose;

  /** How long to measure. */
  private record Plan(int rounds, int warmUps, int iterations, TimeValue time) {}

  @Override
  public Integer call() throws RunnerException, IOException {
    Plan plan = common.quick() ? QUICK : FULL;
    PrintWriter out = command.commandLine().getOut();
    List<DispatchRun> runs = new ArrayList<>();
    for (int round = 0; round < common.rounds(plan.rounds()); round++) {
      for (RunResult result : new Runner(options(plan).build()).run()) {
        runs.add(DispatchRun.of(result, round));
      }
      out.println("round " + (round + 1) + " done");
      out.flush();
    }
    DispatchReport report = new DispatchReport(runs);
    out.println();
    out.print(report.text());
    if (common.json() != null) {
      Json.write(common.json(), report.toJson());
    }
    out.flush();
    return report.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ChainedOptionsBuilder options(Plan plan) {
    return new OptionsBuilder()
        .include("^\\Q" + DispatchBenchmark.class.getName() + "\\E\\.")
        .addProfiler(GCProfiler.class)
        .forks(1)
        .warmupIterations(plan.warmUps())
        .warmupTime(plan.time())
        .measurementIterations(plan.iterations())
        .measurementTime(plan.time())
        .shouldFailOnError(true)
        .jvmArgsAppend(common.jvmArgs().toArray(String[]::new))
        .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT);
  }
}
