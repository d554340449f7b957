package io.wsk.bench.echo;

import static io.wsk.bench.tcp.Contender.RAW;
import static io.wsk.bench.tcp.Contender.WSK_DYNAMIC;
import static io.wsk.bench.tcp.Contender.WSK_STATIC;

import io.wsk.bench.suite.Profile;
import io.wsk.bench.tcp.Contender;
import java.util.List;

/**
 * The plans of the suites. Rounds are short and many: what disturbs this machine now and then then
 * disturbs a few of them, and the median does not see it.
 */
final class Plans {
  private static final Plan.Field WITH_FRAMEWORKS =
      new Plan.Field(List.of(RAW, WSK_STATIC, WSK_DYNAMIC), Contender.FRAMEWORKS);
  private static final Plan.Field EVERYBODY =
      new Plan.Field(List.of(RAW, WSK_STATIC, WSK_DYNAMIC), Contender.PEERS);

  /** Static callbacks only: they are what the budget is stated for. */
  private static final Plan.Field BUDGETED =
      new Plan.Field(List.of(RAW, WSK_STATIC), Contender.FRAMEWORKS);

  private Plans() {}

  /** About half a minute, eight minutes and eight. */
  static Plan echo(Profile profile) {
    return switch (profile) {
      case QUICK -> new Plan(WITH_FRAMEWORKS, Timing.ofMillis(200, 30, 150), 2, quickEcho());
      case BUDGETS ->
          new Plan(
              BUDGETED, Timing.ofMillis(250, 50, 250), 4, Plan.Cell.of(Shape.budgeted(), 12, 3));
      case FULL ->
          new Plan(EVERYBODY, Timing.ofMillis(250, 50, 250), 2, Plan.Cell.of(Shape.all(), 5, 2));
    };
  }

  private static List<Plan.Cell> quickEcho() {
    return List.of(
        new Plan.Cell(new Shape(1, Shape.SMALL, 1), 5, 0),
        new Plan.Cell(new Shape(64, Shape.SMALL, 16), 5, 0),
        new Plan.Cell(new Shape(64, Shape.LARGE, 1), 5, 1));
  }

  /** About a quarter of a minute, nothing and three minutes. */
  static Plan latency(Profile profile) {
    List<Shape> all =
        List.of(
            new Shape(1, Shape.SMALL, 1),
            new Shape(64, Shape.SMALL, 1),
            new Shape(64, Shape.LARGE, 1),
            new Shape(1000, Shape.SMALL, 1));
    return switch (profile) {
      case QUICK ->
          new Plan(
              WITH_FRAMEWORKS,
              Timing.ofMillis(400, 100, 500),
              1,
              Plan.Cell.of(List.of(all.get(1)), 5, 0));
      case BUDGETS -> Plan.NOTHING;
      case FULL -> new Plan(EVERYBODY, Timing.ofMillis(400, 100, 600), 2, Plan.Cell.of(all, 3, 1));
    };
  }

  /** About ten seconds, nothing and two minutes. */
  static Plan flood(Profile profile) {
    List<Shape> all = List.of(new Shape(1, Shape.LARGE, 1), new Shape(64, Shape.LARGE, 1));
    return switch (profile) {
      case QUICK ->
          new Plan(
              WITH_FRAMEWORKS,
              Timing.ofMillis(200, 30, 200),
              1,
              Plan.Cell.of(List.of(all.get(1)), 5, 0));
      case BUDGETS -> Plan.NOTHING;
      case FULL -> new Plan(EVERYBODY, Timing.ofMillis(400, 100, 400), 2, Plan.Cell.of(all, 5, 1));
    };
  }
}
