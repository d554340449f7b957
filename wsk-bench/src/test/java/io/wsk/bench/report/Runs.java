package io.wsk.bench.report;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs with known figures. */
final class Runs {
  static final String SUITE = "receive";
  static final String CELL = "1 buffer, accept all";

  private final List<Sample> samples = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private boolean complete = true;
  private String processor = "a processor";

  Runs figures(String subject, double... nanos) {
    for (int round = 0; round < nanos.length; round++) {
      samples.add(new Sample(SUITE, CELL, subject, Metric.LOOP_TIME, round, nanos[round]));
    }
    return this;
  }

  Runs failure(String what) {
    failures.add(new Failure(SUITE, CELL, "wsk-static", 0, what));
    return this;
  }

  Runs incomplete() {
    complete = false;
    return this;
  }

  Runs on(String name) {
    processor = name;
    return this;
  }

  Run run() {
    Environment environment =
        new Environment(
            "2026-01-02T03:04:05Z",
            "2026-01-02T03:14:05Z",
            0.25,
            1.5,
            Map.of("processor", processor),
            Map.of("Netty", "4.2"));
    return new Run(
        Run.FORMAT,
        Profile.QUICK,
        complete,
        environment,
        Map.of(SUITE, "Receive dispatch"),
        samples,
        failures);
  }
}
