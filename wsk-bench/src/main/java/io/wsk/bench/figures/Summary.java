package io.wsk.bench.figures;

import static java.lang.Double.NaN;

import java.util.Arrays;
import java.util.List;

/**
 * Figures of one kind, one for each round.
 *
 * @param median the middle one, or the mean of the two in the middle; NaN if there are none
 * @param min the least
 * @param max the greatest
 * @param low from where the median of all rounds that could have been is to be expected, in 95 of
 *     100 cases; {@code min} if there are too few figures to say
 * @param high up to where; {@code max} if there are too few figures to say
 * @param count how many there are
 */
public record Summary(double median, double min, double max, double low, double high, int count) {
  private static final double TAIL = 0.025;

  /**
   * Summarizes figures.
   *
   * @param figures in any order; not changed
   * @return their summary, of NaN if there are none
   */
  public static Summary of(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int count = sorted.length;
    if (count == 0) {
      return new Summary(NaN, NaN, NaN, NaN, NaN, 0);
    }
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    int rank = rank(count);
    return new Summary(
        median, sorted[0], sorted[count - 1], sorted[rank], sorted[count - 1 - rank], count);
  }

  /**
   * How many figures at each end lie outside of the interval: each figure is as likely above the
   * true median as below it, so that how many are below is binomially distributed.
   */
  private static int rank(int count) {
    double probability = Math.pow(0.5, count); // that none is below
    double sum = probability;
    int rank = 0;
    while (sum <= TAIL) {
      rank++;
      probability *= (double) (count - rank + 1) / rank;
      sum += probability;
    }
    return Math.max(0, rank - 1);
  }

  /**
   * Half an interval that has the median in its middle, and all of {@code low..high} in it.
   *
   * @return not negative; NaN if there are no figures
   */
  public double halfWidth() {
    return Math.max(high - median, median - low);
  }

  /**
   * Whether the medians of two may be the same, as far as their intervals tell.
   *
   * @param other the other
   * @return true if the intervals have a point in common
   */
  public boolean overlaps(Summary other) {
    return low <= other.high && other.low <= high;
  }
}
