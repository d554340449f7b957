package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Cell;
import io.wsk.bench.jmh.JmhSuite;
import io.wsk.bench.jmh.Plan;
import io.wsk.bench.jmh.Timing;
import io.wsk.bench.suite.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Receive dispatch: the suite that the headline and two budgets come from. */
public final class ReceiveSuite implements JmhSuite.Definition {
  /** The name of the suite. */
  public static final String NAME = "receive";

  /** How many buffers one read brings where budgets are stated. */
  public static final List<Integer> BUDGETED_BUFFERS = List.of(1, 16);

  /** How many rounds a verdict on a budget is made from. */
  private static final int BUDGET_ROUNDS = 9;

  private static final int QUICK_ROUNDS = 3;
  private static final int FULL_ROUNDS = 3;

  private static final List<Integer> BUFFERS = List.of(1, 4, 16);

  /** A suite. */
  public ReceiveSuite() {}

  /**
   * The cell of a work.
   *
   * @param work what is done with a buffer
   * @param buffers how many buffers one read brings: 1, 4 or 16
   * @return as samples name it
   */
  public static String cell(Work work, int buffers) {
    return label(work.label(), buffers);
  }

  private static String label(String work, int buffers) {
    return work + ", " + buffers + (buffers == 1 ? " buffer" : " buffers") + " a read";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Receive dispatch: time and memory of a buffer from the pipeline's head to its end.";
  }

  @Override
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Work work : Work.values()) {
      BUFFERS.forEach(buffers -> cells.add(received(work, buffers, subjects(work, buffers))));
    }
    BUFFERS.forEach(buffers -> cells.add(buffered(buffers)));
    return cells;
  }

  @Override
  public List<Plan> plans(Profile profile) {
    return switch (profile) {
      case QUICK -> List.of(new Plan(budgeted(), QUICK_ROUNDS, Timing.SHORT));
      case BUDGETS -> List.of(new Plan(budgeted(), BUDGET_ROUNDS, Timing.LONG));
      case FULL -> List.of(new Plan(cells(), FULL_ROUNDS, Timing.USUAL));
    };
  }

  /** What budgets are stated for. */
  private static List<Cell> budgeted() {
    return BUDGETED_BUFFERS.stream()
        .map(buffers -> received(Work.ACCEPT_ALL, buffers, ReceiveSubject.COMPARED))
        .toList();
  }

  /** Toggling and the verifier are measured where they matter. */
  private static List<ReceiveSubject> subjects(Work work, int buffers) {
    if (buffers == 4) {
      return ReceiveSubject.COMPARED; // in between, and no news for the others
    }
    return switch (work) {
      case ACCEPT_ALL -> List.of(ReceiveSubject.values());
      case RETAIN ->
          List.of(
              ReceiveSubject.RAW,
              ReceiveSubject.STATIC,
              ReceiveSubject.DYNAMIC,
              ReceiveSubject.STATIC_STANDARD,
              ReceiveSubject.STATIC_STRICT);
      case ACCEPT_PART, SEND_BACK -> ReceiveSubject.COMPARED;
    };
  }

  private static Cell received(Work work, int buffers, List<ReceiveSubject> subjects) {
    return new Cell(
        cell(work, buffers),
        ReceiveBenchmark.class,
        Map.of("work", work.name(), "buffers", String.valueOf(buffers)),
        subjects);
  }

  private static Cell buffered(int buffers) {
    return new Cell(
        label("buffer, receive later", buffers),
        BufferingBenchmark.class,
        Map.of("buffers", String.valueOf(buffers)),
        List.of(BufferingSubject.values()));
  }
}
