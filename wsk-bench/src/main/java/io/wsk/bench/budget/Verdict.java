package io.wsk.bench.budget;

import io.wsk.bench.figures.Summary;
import io.wsk.bench.figures.Table;
import java.util.List;

/**
 * Whether a budget holds.
 *
 * @param budget what was judged
 * @param measured what it was judged by
 * @param outcome whether it holds
 * @param withinTheNoise whether another run may well say otherwise
 */
public record Verdict(Budget budget, Summary measured, Outcome outcome, boolean withinTheNoise) {
  /** How a judgement ends. */
  public enum Outcome {
    /** What was measured keeps to the limit. */
    HOLDS("holds"),
    /** It does not. */
    MISSED("missed"),
    /** There is nothing to judge. */
    NO_FIGURE("no figure");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /**
     * The outcome for people.
     *
     * @return a word or two
     */
    public String label() {
      return label;
    }
  }

  static Verdict of(Budget budget, Summary measured) {
    if (Double.isNaN(measured.median())) {
      return new Verdict(budget, measured, Outcome.NO_FIGURE, false);
    }
    return new Verdict(
        budget,
        measured,
        budget.limit().allows(measured) ? Outcome.HOLDS : Outcome.MISSED,
        budget.limit().isWithinTheNoise(measured));
  }

  /**
   * The verdict for people.
   *
   * @return such as {@code holds, within the noise}
   */
  public String text() {
    return outcome.label() + (withinTheNoise ? ", within the noise" : "");
  }

  /**
   * Verdicts as text.
   *
   * @param verdicts in any order
   * @return a table with a row for each, in that order
   */
  public static Table table(List<Verdict> verdicts) {
    Table table =
        new Table(
            "budget", "cell", "compared", "limit", "median", "min..max", "95%", "n", "verdict");
    verdicts.forEach(verdict -> verdict.addTo(table));
    return table;
  }

  private void addTo(Table table) {
    int decimals = budget.decimals();
    table.row(
        budget.title(),
        budget.pair().cell(),
        budget.comparison(),
        (budget.limit().text() + " " + budget.unit()).strip(),
        Table.number(measured.median(), decimals),
        Table.spread(measured, decimals),
        Table.range(measured.low(), measured.high(), decimals),
        measured.count(),
        text());
  }
}
