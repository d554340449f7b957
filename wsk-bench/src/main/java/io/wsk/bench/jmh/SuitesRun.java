package io.wsk.bench.jmh;

import io.wsk.bench.figures.Environment;
import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import io.wsk.bench.suite.Collected;
import io.wsk.bench.suite.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Runs suites one after the other, and prints a line for each step and a table for each suite. */
public final class SuitesRun {
  private final JmhOptions options;
  private final PrintWriter out;
  private final Collected measured = new Collected();

  /**
   * A run.
   *
   * @param options of the command
   * @param out where to print
   */
  public SuitesRun(JmhOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs suites.
   *
   * @param suites which
   * @return the exit code: not 0 if anything was done wrongly
   * @throws IOException if something cannot be measured
   * @throws InterruptedException if the thread is interrupted
   */
  public int run(List<JmhSuite> suites) throws IOException, InterruptedException {
    print("JMH, " + Environment.describe());
    if (!PerfCounters.areAvailable()) {
      print("cycles and instructions are not counted: perf is missing or sees no counters here");
    }
    for (JmhSuite suite : suites) {
      run(suite);
    }
    List<Failure> failures = measured.results().failures();
    failures.forEach(failure -> print(failure.toString()));
    return failures.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void run(JmhSuite suite) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>(suite.steps(options.plans(suite.definition())));
    Duration estimate = steps.stream().map(Step::estimate).reduce(Duration.ZERO, Duration::plus);
    print("");
    print(suite.name() + ": " + suite.title() + " About " + estimate.toSeconds() + " s.");
    for (Step step : steps) {
      step.work().run(measured);
      print(step.label());
    }
    Results results = measured.results();
    print("");
    out.print(new SuiteTable(results, suite.name()));
    out.print(new CountersTable(results, suite.name()));
    out.flush();
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
