package io.wsk.bench.accept;

import java.util.List;

/**
 * The shape of a load.
 *
 * @param atATime how many connections are on their way at a time
 */
public record AcceptCell(int atATime) {
  /** What the budget is stated for: enough to keep the event loop from falling asleep. */
  public static final AcceptCell OF_BUDGET = new AcceptCell(16);

  /**
   * All shapes that are measured.
   *
   * @return the cells, in the order of a report
   */
  public static List<AcceptCell> all() {
    return List.of(new AcceptCell(1), OF_BUDGET);
  }

  /**
   * The name that samples carry.
   *
   * @return such as {@code 16 at a time}
   */
  public String label() {
    return atATime + " at a time";
  }
}
