package io.wsk.bench.budget;

import io.wsk.bench.figures.Summary;
import java.util.Locale;

/**
 * What a figure is held against.
 *
 * @param bound on which side of the value the figure must be
 * @param value in the figure's own unit
 * @param step to what the figure is rounded before, which is what the measurement can tell apart; 0
 *     for not at all
 */
public record Limit(Bound bound, double value, double step) {
  /** On which side of its limit a figure must be. */
  public enum Bound {
    /** The median is the limit or less. */
    AT_MOST("at most"),
    /** The median is the limit or more. */
    AT_LEAST("at least"),
    /** The median is less than the limit. */
    BELOW("below"),
    /** The whole interval of the median is less than the limit. */
    CLEARLY_BELOW("spread and all below");

    private final String label;

    Bound(String label) {
      this.label = label;
    }

    /**
     * The bound for people.
     *
     * @return words that the value follows
     */
    public String label() {
      return label;
    }
  }

  /**
   * A limit that may be reached.
   *
   * @param value the most
   * @return the limit
   */
  public static Limit atMost(double value) {
    return new Limit(Bound.AT_MOST, value, 0);
  }

  /**
   * A limit that must be reached.
   *
   * @param value the least
   * @return the limit
   */
  public static Limit atLeast(double value) {
    return new Limit(Bound.AT_LEAST, value, 0);
  }

  /**
   * A limit that may not be reached.
   *
   * @param value what is too much
   * @return the limit
   */
  public static Limit below(double value) {
    return new Limit(Bound.BELOW, value, 0);
  }

  /**
   * A limit that may not be reached, spread and all.
   *
   * @param value what is too much
   * @return the limit
   */
  public static Limit clearlyBelow(double value) {
    return new Limit(Bound.CLEARLY_BELOW, value, 0);
  }

  /**
   * A limit of memory, held against whole bytes.
   *
   * @param bytes the most
   * @return the limit
   */
  public static Limit bytes(double bytes) {
    return new Limit(Bound.AT_MOST, bytes, 1);
  }

  /**
   * Whether figures keep to it.
   *
   * @param measured the figures
   * @return true if they do; false too if there are none
   */
  public boolean allows(Summary measured) {
    return allows(bound == Bound.CLEARLY_BELOW ? measured.high() : measured.median());
  }

  /**
   * Whether the figures do not tell for sure on which side they are.
   *
   * @param measured the figures
   * @return true if one end of the median's interval keeps to the limit, and the other does not
   */
  public boolean isWithinTheNoise(Summary measured) {
    return allows(measured.low()) != allows(measured.high());
  }

  private boolean allows(double figure) {
    double rounded = step == 0 ? figure : Math.rint(figure / step) * step;
    return switch (bound) {
      case AT_MOST -> rounded <= value;
      case AT_LEAST -> rounded >= value;
      case BELOW, CLEARLY_BELOW -> rounded < value;
    };
  }

  /**
   * The limit for people.
   *
   * @return such as {@code at most 1.03}
   */
  public String text() {
    boolean whole = value == Math.rint(value) && step > 0;
    return bound.label() + " " + String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", value);
  }
}
