package io.wsk.bench.suite;

import io.wsk.bench.figures.Environment;
import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Runs one suite and prints what came of it. */
public final class SuiteRun {
  private final PrintWriter out;
  private final Collected collected = new Collected(this::failed);

  private SuiteRun(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs a suite, and closes it.
   *
   * @param opened the suite
   * @param profile how much of it
   * @param out for people
   * @return the exit code: an error if a round failed
   * @throws IOException if nothing can be measured
   * @throws InterruptedException if the thread is interrupted
   */
  public static int of(Suite opened, Profile profile, PrintWriter out)
      throws IOException, InterruptedException {
    SuiteRun run = new SuiteRun(out);
    try (Suite suite = opened) {
      run.print(suite.title() + ", " + Environment.describe());
      suite.versions().forEach((subject, version) -> run.print(subject + ": " + version));
      run.run(suite.steps(profile));
      suite.notes().forEach(run::print);
    }
    Results results = run.collected.results();
    out.println();
    out.print(new ResultsText(results));
    out.flush();
    return results.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void run(List<Step> steps) throws IOException, InterruptedException {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      long seconds = step.estimate().toSeconds();
      print((i + 1) + "/" + steps.size() + " " + step.label() + ", about " + seconds + " s");
      step.work().run(collected);
    }
  }

  private void failed(Failure failure) {
    print("FAILED: " + failure.subject() + ", " + failure.cell() + ": " + failure.what());
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
