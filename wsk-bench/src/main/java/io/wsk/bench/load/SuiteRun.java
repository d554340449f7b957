package io.wsk.bench.load;

import io.wsk.bench.figures.Environment;
import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/** Runs one suite and prints what came of it. */
public final class SuiteRun implements Recorder {
  private final PrintWriter out;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  private SuiteRun(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs a suite.
   *
   * @param options say how much of it, and where
   * @param suites makes the suite
   * @param out for people
   * @return the exit code: an error if a round failed
   * @throws IOException if nothing can be measured
   * @throws InterruptedException if the thread is interrupted
   */
  public static int of(
      SuiteOptions options, Function<ServerTransport, ? extends Suite> suites, PrintWriter out)
      throws IOException, InterruptedException {
    SuiteRun run = new SuiteRun(out);
    try (Suite suite = suites.apply(options.transport())) {
      run.print(suite.title() + ", " + Environment.describe());
      run.run(suite, options.profile());
      suite.notes().forEach(run::print);
    }
    Results results = new Results(run.samples, run.failures);
    out.println();
    out.print(new ResultsText(results));
    out.flush();
    return results.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void run(Suite suite, Profile profile) throws IOException, InterruptedException {
    List<Step> steps = suite.steps(profile);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      print((i + 1) + "/" + steps.size() + " " + step.label());
      step.work().run(this);
    }
  }

  @Override
  public void add(Sample sample) {
    samples.add(sample);
  }

  @Override
  public void add(Failure failure) {
    failures.add(failure);
    print("FAILED: " + failure.subject() + ", " + failure.cell() + ": " + failure.what());
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
