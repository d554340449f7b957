package io.wsk.bench.jmh;

import io.wsk.bench.suite.Profile;
import java.util.List;

/**
 * A suite that only a full run has, and there all of it.
 *
 * @param name as in {@link JmhSuite.Definition}
 * @param title as in {@link JmhSuite.Definition}
 * @param cells as in {@link JmhSuite.Definition}
 */
public record FullOnly(String name, String title, List<Cell> cells) implements JmhSuite.Definition {
  private static final int ROUNDS = 2;

  @Override
  public List<Plan> plans(Profile profile) {
    return profile == Profile.FULL ? List.of(new Plan(cells, ROUNDS, Timing.USUAL)) : List.of();
  }
}
