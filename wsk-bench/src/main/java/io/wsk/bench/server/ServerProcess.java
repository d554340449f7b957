package io.wsk.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, whatever it is written in. */
public final class ServerProcess implements AutoCloseable {
  /** What a line of output begins with; others are not meant for the parent. */
  public static final String ANSWER = "wsk-bench: ";

  private static final int LIMIT_SECONDS = 60;
  private static final String USAGE = "usage";

  /** The question for {@link #memory}. */
  static final String MEMORY = "memory";

  private final Process process;
  private final PrintWriter questions;
  private final ThreadTimes times;

  /** Empty when there will be no more. */
  private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

  private int port;

  private ServerProcess(Process process) {
    this.process = process;
    this.times = new ThreadTimes(process.pid());
    this.questions =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
    Thread reader = new Thread(this::read, "server-answers");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process, and does not wait for it, so that many can start side by side.
   *
   * @param command the program and its arguments
   * @return the process
   * @throws IOException if there is no such program
   */
  public static ServerProcess start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    return new ServerProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * The port; waits until the server listens.
   *
   * @return a port on loopback
   * @throws IOException if the process does not come up
   * @throws InterruptedException if the thread is interrupted
   */
  public int port() throws IOException, InterruptedException {
    if (port == 0) {
      port = Integer.parseInt(answer());
    }
    return port;
  }

  /**
   * What it has used so far. It has accepted a connection.
   *
   * @return the reading
   * @throws IOException if the process does not answer
   * @throws InterruptedException if the thread is interrupted
   */
  public Usage usage() throws IOException, InterruptedException {
    Report report = Report.parse(answer(USAGE));
    return report.loopId() > 0 && times.isAvailable()
        ? new Usage(times.sum(), times.of(report.loopId()), report.loopBytes())
        : new Usage(report.processNanos(), report.loopNanos(), report.loopBytes());
  }

  /**
   * What memory it needs. Its collector runs for that.
   *
   * @return the reading
   * @throws IOException if the process does not answer
   * @throws InterruptedException if the thread is interrupted
   */
  public MemoryUsage memory() throws IOException, InterruptedException {
    return MemoryUsage.parse(answer(MEMORY));
  }

  private String answer(String question) throws IOException, InterruptedException {
    port(); // its first line
    questions.println(question);
    questions.flush();
    return answer();
  }

  /** The next answer, but not for ever. */
  private String answer() throws IOException, InterruptedException {
    Optional<String> answer = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException("the server process gave no answer in " + LIMIT_SECONDS + " s");
    }
    return answer.orElseThrow(() -> new IOException("the server process has ended"));
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      String line;
      while ((line = lines.readLine()) != null) {
        take(line);
      }
    } catch (IOException e) {
      System.err.println("no more output of a server process: " + e.getMessage());
    }
    answers.add(Optional.empty());
  }

  private void take(String line) {
    if (line.startsWith(ANSWER)) {
      answers.add(Optional.of(line.substring(ANSWER.length())));
    } else {
      System.err.println(line);
    }
  }

  /**
   * Ends it.
   *
   * @throws IOException if it did not end by itself, or not well
   */
  @Override
  public void close() throws IOException {
    questions.close(); // its input ends, and so does the process
    if (!hasEnded()) {
      process.destroyForcibly();
      throw new IOException("the server process did not end by itself");
    }
    if (process.exitValue() != 0) {
      throw new IOException("the server process ended with " + process.exitValue());
    }
  }

  private boolean hasEnded() {
    try {
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
