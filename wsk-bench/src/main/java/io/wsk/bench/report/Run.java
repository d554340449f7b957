package io.wsk.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.wsk.bench.budget.Budgets;
import io.wsk.bench.budget.Verdict;
import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.suite.Profile;
import java.util.List;
import java.util.Map;

/**
 * What one run has measured, and where: all that a report is made of. Verdicts are written for
 * those who read the file, and worked out again by this program.
 *
 * @param format the version of this record as a file, {@link #FORMAT}
 * @param profile how much was to be measured
 * @param complete whether it was, rather than interrupted
 * @param environment where
 * @param suites names and titles of the suites that were to run, in their order
 * @param samples the figures, in the order in which they were taken
 * @param failures what gave no figure
 */
@JsonIgnoreProperties(value = "verdicts", allowGetters = true)
public record Run(
    int format,
    Profile profile,
    boolean complete,
    Environment environment,
    Map<String, String> suites,
    List<Sample> samples,
    List<Failure> failures) {
  /** The format that this program writes and reads. */
  public static final int FORMAT = 1;

  /**
   * The figures, to be looked up.
   *
   * @return samples and failures
   */
  @JsonIgnore
  public Results results() {
    return new Results(samples, failures);
  }

  /**
   * Whether the budgets hold.
   *
   * @return a verdict for each budget, in their order
   */
  @JsonProperty("verdicts")
  public List<Verdict> verdicts() {
    return Budgets.judge(results());
  }
}
