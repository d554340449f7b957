package io.wsk.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the load, which is this process, on one processor and servers on another, so that neither
 * takes the other's time or cache. Where the host cannot, both run where they like, and {@link
 * #describe} says so. The first and the last processor are taken: they do not share a core unless
 * there is only one.
 */
public final class Pinning implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";
  private static final int LIMIT_SECONDS = 10;

  private final String allowed;
  private final List<Integer> processors;
  private final String problem;

  private Pinning(String allowed, String problem) {
    this.allowed = allowed;
    this.processors = parse(allowed);
    this.problem = problem;
  }

  /**
   * Pins this process, if the host can.
   *
   * @return what came of it; to be closed
   */
  public static Pinning apply() {
    String allowed;
    try {
      allowed = allowed();
    } catch (IOException e) {
      return new Pinning("", "the host does not say which processors it has");
    }
    List<Integer> processors = parse(allowed);
    if (processors.size() < 2) {
      return new Pinning(allowed, "there is one processor only");
    }
    String problem = taskset(Integer.toString(processors.get(0)));
    return new Pinning(allowed, problem);
  }

  private static String allowed() throws IOException {
    for (String line : Files.readAllLines(STATUS, StandardCharsets.US_ASCII)) {
      if (line.startsWith(ALLOWED)) {
        return line.substring(ALLOWED.length()).strip();
      }
    }
    throw new IOException("no " + ALLOWED + " in " + STATUS);
  }

  /** The processors of a list such as {@code 0-2,5}. */
  static List<Integer> parse(String list) {
    List<Integer> processors = new ArrayList<>();
    for (String range : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int processor = Integer.parseInt(ends[0]); processor <= last; processor++) {
        processors.add(processor);
      }
    }
    return processors;
  }

  /** Puts all threads of this process on some processors; says what went wrong, if anything. */
  private static String taskset(String list) {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      Process process =
          new ProcessBuilder("taskset", "-a", "-c", "-p", list, self)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean done = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      return done && process.exitValue() == 0 ? "" : "taskset was refused";
    } catch (IOException e) {
      return "there is no taskset";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it was interrupted";
    }
  }

  /**
   * Whether load and servers run on different processors.
   *
   * @return true if so
   */
  public boolean isPinned() {
    return problem.isEmpty();
  }

  /**
   * The command line that runs a server on its processor.
   *
   * @param command the server's own command line
   * @return the same if nothing is pinned
   */
  public List<String> server(List<String> command) {
    if (!isPinned()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(last())));
    pinned.addAll(command);
    return pinned;
  }

  private int last() {
    return processors.get(processors.size() - 1);
  }

  /**
   * What came of it, for people.
   *
   * @return one line
   */
  public String describe() {
    return isPinned()
        ? "load on processor " + processors.get(0) + ", servers on processor " + last()
        : "load and servers are not pinned to processors: " + problem;
  }

  /** Lets this process run where it could before. */
  @Override
  public void close() {
    if (isPinned()) {
      taskset(allowed);
    }
  }
}
