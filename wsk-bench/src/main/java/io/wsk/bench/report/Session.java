package io.wsk.bench.report;

import io.wsk.bench.figures.Results;
import io.wsk.bench.suite.Collected;
import io.wsk.bench.suite.Profile;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One run with its files: figures are written after each suite, figures and page at the end, and on
 * a Ctrl-C, which a thread of its own brings. After that nothing more is written, whatever the
 * measuring thread still does.
 */
final class Session {
  private final Plan plan;
  private final Settings settings;
  private final Collected recording = new Collected();
  private final String started = now();
  private final double loadAtStart = Machine.load();
  private final Map<String, String> machine;
  private boolean over;

  /**
   * How a run is to be.
   *
   * @param profile how much to measure
   * @param output where its files go
   * @param jvmArguments options of the measured virtual machines
   */
  record Settings(Profile profile, Output output, List<String> jvmArguments) {}

  Session(Plan plan, Settings settings) {
    this.plan = plan;
    this.settings = settings;
    this.machine = Machine.describe(settings.jvmArguments());
  }

  /**
   * Runs the suites to their end.
   *
   * @return what they measured; incomplete if the thread was interrupted
   * @throws IOException if the files cannot be written
   */
  Run run(Progress progress) throws IOException {
    Thread interruption = new Thread(() -> interrupted(progress), "interruption");
    Runtime.getRuntime().addShutdownHook(interruption);
    try (progress) {
      new SuiteRunner(plan, recording, progress).run(this::saveFigures);
      return finish(true);
    } catch (InterruptedException e) {
      Run run = finish(false);
      Thread.currentThread().interrupt(); // not before: it would close the files
      return run;
    } finally {
      remove(interruption);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: the files are its own to write.
    }
  }

  private synchronized Run finish(boolean complete) throws IOException {
    Run run = snapshot(complete);
    if (!over) {
      over = true;
      settings.output().write(run);
    }
    return run;
  }

  /** Without the page: that can be made of them at any time. */
  private synchronized void saveFigures() throws IOException {
    if (!over) {
      RunFile.write(settings.output().json(), snapshot(false));
    }
  }

  /** Child processes end by themselves when their input does; those that do not are told to. */
  private void interrupted(Progress progress) {
    try {
      progress.close();
      finish(false);
      System.err.println("interrupted: what was measured is in " + settings.output().directory());
    } catch (IOException e) {
      System.err.println("interrupted, and nothing could be written: " + e.getMessage());
    } finally {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }
  }

  private Run snapshot(boolean complete) {
    Results results = recording.results();
    Environment environment =
        new Environment(started, now(), loadAtStart, Machine.load(), machine, plan.versions());
    return new Run(
        Run.FORMAT,
        settings.profile(),
        complete,
        environment,
        plan.titles(),
        results.samples(),
        results.failures());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
