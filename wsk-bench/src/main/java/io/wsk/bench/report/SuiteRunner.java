package io.wsk.bench.report;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.suite.Recorder;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.util.List;

/**
 * Runs suites, one after the other. A step that cannot measure is a failure, and the suite goes on;
 * after some of them in a row it is given up, which is a failure too.
 */
final class SuiteRunner {
  /** What a failure has in place of a subject if it is all of them. */
  static final String ALL = "all";

  private static final int TRIES = 3;

  private final Plan plan;
  private final Recorder recorder;
  private final Progress progress;
  private final TimeLeft time;

  /** What is done when a suite is through. */
  @FunctionalInterface
  interface Checkpoint {
    void reached() throws IOException;
  }

  SuiteRunner(Plan plan, Recorder recorder, Progress progress) {
    this.plan = plan;
    this.recorder = recorder;
    this.progress = progress;
    this.time = plan.time();
  }

  /**
   * Runs all suites, and closes each.
   *
   * @param afterEach what to do when a suite is through
   * @throws IOException if that fails
   * @throws InterruptedException if the thread is interrupted; the suite that ran has been closed
   */
  void run(Checkpoint afterEach) throws IOException, InterruptedException {
    for (Plan.Part part : plan.parts()) {
      try {
        run(part.suite(), part.steps());
      } finally {
        close(part.suite());
      }
      afterEach.reached();
    }
  }

  private void run(Suite suite, List<Step> steps) throws InterruptedException {
    int inARow = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (inARow == TRIES) {
        giveUp(suite, steps.subList(i, steps.size()));
        return;
      }
      inARow = succeeds(suite, steps.get(i)) ? 0 : inARow + 1;
    }
  }

  private boolean succeeds(Suite suite, Step step) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before " + step.label());
    }
    progress.begins(step.label());
    time.begin(step.estimate());
    try {
      step.work().run(recorder);
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      fail(suite, step.label(), e.toString());
      return false;
    } finally {
      time.end();
      progress.ended();
    }
  }

  private void giveUp(Suite suite, List<Step> left) {
    left.forEach(step -> time.skip(step.estimate()));
    fail(
        suite,
        left.get(0).label() + " and on",
        "given up after " + TRIES + " failed steps in a row; steps not run: " + left.size());
  }

  private void close(Suite suite) {
    try {
      suite.close();
    } catch (IOException | RuntimeException e) {
      fail(suite, "end of the suite", e.toString());
    }
  }

  private void fail(Suite suite, String cell, String what) {
    recorder.add(new Failure(suite.name(), cell, ALL, 0, what));
    progress.say("FAILED: " + suite.name() + ", " + cell + ": " + what);
  }
}
