package io.wsk.tck.random;

import java.util.List;

/**
 * How a run of the driver ended.
 *
 * @param findings what was found to be wrong; empty if nothing was
 * @param report seed, numbers, and findings if there are any, for people
 */
public record RandomResult(List<String> findings, String report) {
  /** Takes a copy. */
  public RandomResult {
    findings = List.copyOf(findings);
  }

  /** Whether nothing was found. */
  public boolean isClean() {
    return findings.isEmpty();
  }
}
