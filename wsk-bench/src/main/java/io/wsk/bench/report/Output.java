package io.wsk.bench.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The files of a report.
 *
 * @param directory where they are, or will be
 */
record Output(Path directory) {
  /** The figures. */
  Path json() {
    return directory.resolve("wsk-bench.json");
  }

  /** The page. */
  Path html() {
    return directory.resolve("wsk-bench.html");
  }

  void writePage(Run run) throws IOException {
    RunFile.replace(html(), Page.of(run));
  }

  void write(Run run) throws IOException {
    RunFile.write(json(), run); // first: a page can be made of it at any time
    writePage(run);
  }
}
