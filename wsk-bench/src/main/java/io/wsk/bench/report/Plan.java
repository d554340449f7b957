package io.wsk.bench.report;

import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.Step;
import io.wsk.bench.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be run.
 *
 * @param parts the suites that have steps, in their order
 * @param time how long it takes
 */
record Plan(List<Part> parts, TimeLeft time) {
  /** A suite and its steps. */
  record Part(Suite suite, List<Step> steps) {}

  static Plan of(List<Suite> suites, Profile profile) {
    List<Part> parts = new ArrayList<>();
    Duration planned = Duration.ZERO;
    for (Suite suite : suites) {
      List<Step> steps = suite.steps(profile);
      if (!steps.isEmpty()) {
        parts.add(new Part(suite, steps));
      }
      for (Step step : steps) {
        planned = planned.plus(step.estimate());
      }
    }
    return new Plan(List.copyOf(parts), new TimeLeft(planned, System::nanoTime));
  }

  /** Names and titles of the suites. */
  Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    parts.forEach(part -> titles.put(part.suite().name(), part.suite().title()));
    return titles;
  }

  /** What is measured, and in which version. */
  Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>(Machine.versions());
    parts.forEach(part -> versions.putAll(part.suite().versions()));
    return versions;
  }
}
