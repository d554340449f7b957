package io.wsk.bench.budget;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Summary;
import java.util.List;

/**
 * What something may cost.
 *
 * @param title what it is about, for people
 * @param pair what is held against what
 * @param metrics what is counted; more than one are added up
 * @param relation how one is held against the other
 * @param limit what may come of it
 */
public record Budget(
    String title, Results.Pair pair, List<Metric> metrics, Relation relation, Limit limit) {
  private static final int RATIO_DECIMALS = 3;
  private static final int DIFFERENCE_DECIMALS = 2;

  /** How two figures of a round are held against each other. */
  public enum Relation {
    /** The subject's figure divided by that of its base. */
    RATIO,
    /** The subject's figure less that of its base. */
    DIFFERENCE
  }

  /**
   * Judges what was measured.
   *
   * @param results all figures of a run
   * @return the verdict, on the median of what the rounds gave
   */
  public Verdict judge(Results results) {
    Summary measured =
        relation == Relation.RATIO
            ? results.ratio(pair, metrics)
            : results.difference(pair, metrics);
    return Verdict.of(this, measured);
  }

  /**
   * What is compared.
   *
   * @return such as {@code wsk-static / raw}
   */
  public String comparison() {
    return pair.subject() + (relation == Relation.RATIO ? " / " : " - ") + pair.base();
  }

  /**
   * The unit of the figure.
   *
   * @return a unit, or nothing for a ratio
   */
  public String unit() {
    return relation == Relation.RATIO ? "" : metrics.get(0).unit();
  }

  /**
   * How many digits behind the point of the figure say something.
   *
   * @return not negative
   */
  public int decimals() {
    return relation == Relation.RATIO ? RATIO_DECIMALS : DIFFERENCE_DECIMALS;
  }
}
