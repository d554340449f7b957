package io.wsk.bench.report;

import io.wsk.bench.suite.Suite;
import java.util.List;
import java.util.function.Function;

/** The suites of this program. To measure something else, add a line. */
final class AllSuites {
  private static final List<Function<Suites.Jvms, Suite>> SUITES = List.of();

  private AllSuites() {}

  static Suites.Opened open(Suites.Jvms jvms) {
    List<Suite> suites = SUITES.stream().map(suite -> suite.apply(jvms)).toList();
    return new Suites.Opened(suites, () -> {});
  }
}
