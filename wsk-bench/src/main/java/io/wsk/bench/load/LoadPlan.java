package io.wsk.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * What to measure, and for how long.
 *
 * @param cells under which circumstances
 * @param subjects who is measured
 * @param forks how often the servers are started anew, so that the luck of a compiler shows in the
 *     spread
 * @param rounds how many rounds each fork has
 * @param warmUp how long each subject is warmed in each cell of each fork
 * @param round how long a round of one subject is
 * @param <C> what says how a load is shaped
 */
public record LoadPlan<C>(
    List<C> cells, List<Subject> subjects, int forks, int rounds, Duration warmUp, Duration round) {
  /** How long it takes to start a server, about. */
  private static final Duration START = Duration.ofMillis(400);

  /** How long a round takes beside the load, about. */
  private static final Duration AROUND = Duration.ofMillis(10);

  /** A plan; the lists are copied. */
  public LoadPlan {
    cells = List.copyOf(cells);
    subjects = List.copyOf(subjects);
  }

  /** How long the servers of a fork take to start and to warm up. */
  Duration startEstimate() {
    return START.plus(warmUp.multipliedBy(cells.size())).multipliedBy(subjects.size());
  }

  /** How long one round of one cell takes. */
  Duration roundEstimate() {
    return round.plus(AROUND).multipliedBy(subjects.size());
  }
}
