package io.wsk.bench.figures;

/**
 * The most that something may cost.
 *
 * @param limit the most, in the figure's own unit
 * @param step to what the figure is rounded before it is held against the limit, which is what the
 *     measurement can tell apart; 0 for not at all
 */
public record Budget(double limit, double step) {
  /**
   * A budget of memory: whole bytes.
   *
   * @param bytes the most
   * @return the budget
   */
  public static Budget bytes(double bytes) {
    return new Budget(bytes, 1);
  }

  /**
   * A budget that is held against figures as they are.
   *
   * @param limit the most
   * @return the budget
   */
  public static Budget atMost(double limit) {
    return new Budget(limit, 0);
  }

  /**
   * Judges a measured figure.
   *
   * @param measured the figure, NaN if it could not be measured
   * @return {@code holds}, {@code missed} or {@code no figure}
   */
  public String verdict(double measured) {
    if (Double.isNaN(measured)) {
      return "no figure";
    }
    double rounded = step == 0 ? measured : Math.rint(measured / step) * step;
    return rounded <= limit ? "holds" : "missed";
  }
}
