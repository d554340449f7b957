package io.wsk.bench.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The processor's own counters, as far as the host lets them be read. Most virtual ones do not. */
public final class PerfCounters {
  /** What JMH's profiler is asked to count. */
  static final String EVENTS = "events=cycles,instructions";

  private PerfCounters() {}

  /**
   * Whether {@code perf} is there and counts.
   *
   * @return true if so
   */
  public static boolean areAvailable() {
    try {
      Process process =
          new ProcessBuilder("perf", "stat", "-e", "cycles,instructions", "true")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && counts(said);
    } catch (IOException e) {
      return false; // There is no perf.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether what {@code perf stat} has said are counts of both. */
  static boolean counts(String said) {
    return said.contains("cycles")
        && said.contains("instructions")
        && !said.contains("<not supported>")
        && !said.contains("<not counted>");
  }
}
