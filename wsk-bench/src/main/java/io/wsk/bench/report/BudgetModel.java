package io.wsk.bench.report;

import io.wsk.bench.budget.Verdict;
import io.wsk.bench.budget.Verdict.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verdicts as the page shows them.
 *
 * @param sums how many of each outcome
 * @param groups the verdicts, by their budget's title
 */
public record BudgetModel(List<Sum> sums, List<Group> groups) {
  /**
   * How many budgets have an outcome.
   *
   * @param label the outcome
   * @param style its class on the page
   * @param count how many, not 0
   */
  public record Sum(String label, String style, long count) {}

  /**
   * Budgets of one title.
   *
   * @param title the title
   * @param sums how many of each outcome
   * @param verdicts one for each cell
   */
  public record Group(String title, List<Sum> sums, List<Verdict> verdicts) {
    /**
     * Whether there is something to look at.
     *
     * @return true if one of them was missed
     */
    public boolean open() {
      return verdicts.stream().anyMatch(verdict -> verdict.outcome() == Outcome.MISSED);
    }
  }

  static BudgetModel of(List<Verdict> verdicts) {
    Map<String, List<Verdict>> byTitle = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      byTitle.computeIfAbsent(verdict.budget().title(), t -> new ArrayList<>()).add(verdict);
    }
    List<Group> groups = new ArrayList<>();
    byTitle.forEach((title, of) -> groups.add(new Group(title, sums(of), of)));
    return new BudgetModel(sums(verdicts), groups);
  }

  private static List<Sum> sums(List<Verdict> verdicts) {
    List<Sum> sums = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count = verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
      if (count > 0) {
        sums.add(new Sum(outcome.label(), style(outcome), count));
      }
    }
    return sums;
  }

  /**
   * How a verdict looks.
   *
   * @param verdict the verdict
   * @return its class on the page
   */
  public String style(Verdict verdict) {
    return verdict.withinTheNoise() ? "unsure" : style(verdict.outcome());
  }

  private static String style(Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> "holds";
      case MISSED -> "missed";
      case NO_FIGURE -> "none";
    };
  }
}
