package io.wsk.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What has become of the tests of each rule. */
final class ContractResults {
  /** What has become of a test. */
  enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** A test that was run on a transport; the reason is empty if it passed. */
  record TestRun(String transport, String test, Result result, String reason) {}

  private final Map<String, List<TestRun>> runs = new TreeMap<>();

  void add(String rule, TestRun run) {
    runs.computeIfAbsent(rule, id -> new ArrayList<>()).add(run);
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  Set<String> rules() {
    return runs.keySet();
  }

  Set<String> transports() {
    Set<String> transports = new TreeSet<>();
    runs.values().forEach(list -> list.forEach(run -> transports.add(run.transport())));
    return transports;
  }

  /** All runs of the tests of a rule, in the order of their names. */
  List<TestRun> of(String rule) {
    List<TestRun> sorted = new ArrayList<>(runs.getOrDefault(rule, List.of()));
    sorted.sort((a, b) -> (a.test() + a.transport()).compareTo(b.test() + b.transport()));
    return sorted;
  }

  /** Whether all tests of the rule passed on a transport, and there are some. */
  boolean holds(String rule, String transport) {
    return verdict(rule, transport).equals("holds");
  }

  /**
   * One failure breaks a rule. A rule of which only a part could be tested is not said to hold
   * without saying so.
   */
  String verdict(String rule, String transport) {
    boolean passed = false;
    String skipped = null;
    for (TestRun run : of(rule)) {
      if (run.transport().equals(transport)) {
        if (run.result() == Result.FAILED) {
          return "FAILS";
        }
        passed |= run.result() == Result.PASSED;
        skipped = run.result() == Result.SKIPPED ? run.reason() : skipped;
      }
    }
    if (skipped != null) {
      return (passed ? "holds in part; skipped: " : "skipped: ") + skipped;
    }
    return passed ? "holds" : "no test";
  }
}
