package io.wsk.bench.figures;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of one kind, one for each round.
 *
 * @param median the middle one, or the mean of the two in the middle; NaN if there are none
 * @param min the least
 * @param max the greatest
 * @param count how many there are
 */
public record Summary(double median, double min, double max, int count) {
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
      return new Summary(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new Summary(median, sorted[0], sorted[count - 1], count);
  }

  /**
   * The summary as JSON has it.
   *
   * @return a map for {@link Json}
   */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("median", median);
    json.put("min", min);
    json.put("max", max);
    json.put("count", count);
    return json;
  }
}
