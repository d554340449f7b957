package io.wsk.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU times of a process as Linux counts them for each thread, in nanoseconds: the times that the
 * host has for whole processes are in steps of its clock. A thread that ends takes its time away
 * with it, so what was last read of it stays in the sum, and what it used after that is lost.
 */
final class ThreadTimes {
  private static final String TIMES = "schedstat";

  private final long pid;
  private final Path tasks;
  private final Map<String, Long> last = new HashMap<>();
  private long ended;

  /**
   * The times of a process.
   *
   * @param pid the host's number of it
   */
  ThreadTimes(long pid) {
    this.pid = pid;
    tasks = Path.of("/proc", Long.toString(pid), "task");
  }

  /** Whether this host counts them. */
  boolean isAvailable() {
    return Files.isReadable(task(pid).resolve(TIMES));
  }

  /** The time of a thread, in ns. */
  long of(long thread) throws IOException {
    return read(task(thread));
  }

  /** The time of all threads, those that have ended included, in ns. */
  long sum() throws IOException {
    try (DirectoryStream<Path> running = Files.newDirectoryStream(tasks)) {
      for (Path task : running) {
        update(task);
      }
    }
    return ended + last.values().stream().mapToLong(Long::longValue).sum();
  }

  private Path task(long thread) {
    return tasks.resolve(Long.toString(thread));
  }

  private void update(Path task) throws IOException {
    try {
      long now = read(task);
      Long before = last.put(task.getFileName().toString(), now);
      if (before != null && before > now) {
        ended += before; // Another thread has got the number of one that has ended.
      }
    } catch (NoSuchFileException e) {
      // It has ended just now: what was last read of it stays.
    }
  }

  private static long read(Path task) throws IOException {
    String line = Files.readString(task.resolve(TIMES), StandardCharsets.US_ASCII);
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }
}
