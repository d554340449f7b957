package io.wsk.bench.report;

import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Recorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run in a process of its own, which measures one figure, starts a child, and then waits. */
final class TerminatedRun implements AutoCloseable {
  private static final String CHILD = "child: ";
  private static final int LIMIT_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;

  private TerminatedRun(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** The process. */
  public static void main(String[] args) throws IOException {
    FakeSuite suite = new FakeSuite("a").measuring(1).step(TerminatedRun::startAndWait);
    Plan plan = Plan.of(List.of(suite), Profile.QUICK);
    Session.Settings settings =
        new Session.Settings(Profile.QUICK, new Output(Path.of(args[0])), List.of());
    new Session(plan, settings).run(new LineProgress(plan.time(), System.out::println));
  }

  private static void startAndWait(Recorder recorder) throws IOException, InterruptedException {
    Process child = new ProcessBuilder("sleep", "600").start();
    System.out.println(CHILD + child.pid());
    new CountDownLatch(1).await();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static TerminatedRun start(Path directory) throws IOException {
    return new TerminatedRun(
        new ProcessBuilder(
                java(),
                "-cp",
                System.getProperty("java.class.path"),
                TerminatedRun.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Waits for the second step; returns its child. */
  long awaitChild() throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(CHILD)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the run has ended by itself");
    }
    return Long.parseLong(line.substring(CHILD.length()));
  }

  /** Ends the run from outside; returns its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the run goes on");
    }
    return process.exitValue();
  }

  /** Whether a process ends by itself. */
  static boolean ends(ProcessHandle handle) {
    try {
      handle.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
