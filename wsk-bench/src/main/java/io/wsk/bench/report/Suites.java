package io.wsk.bench.report;

import io.wsk.bench.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where suites come from. */
@FunctionalInterface
interface Suites {
  /**
   * Makes all suites. Nothing is measured by that.
   *
   * @param jvms what to measure with
   */
  Opened open(Jvms jvms) throws IOException, InterruptedException;

  /**
   * Virtual machines to measure with.
   *
   * @param paths those for JMH's suites; none for the one that runs this
   * @param arguments options for all that are measured
   */
  record Jvms(List<Path> paths, List<String> arguments) {}

  /**
   * Suites, and what they all need.
   *
   * @param suites in the order in which they run
   * @param shared ends with the run
   */
  record Opened(List<Suite> suites, Shared shared) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      shared.close();
    }
  }

  /** Something that all suites need. */
  @FunctionalInterface
  interface Shared {
    void close() throws IOException;
  }
}
