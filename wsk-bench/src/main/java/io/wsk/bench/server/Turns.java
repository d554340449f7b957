package io.wsk.bench.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whose turn it is. */
public final class Turns {
  private Turns() {}

  /**
   * The order of a round. Every other round goes the other way round, so that a drift of the
   * machine does not favour one.
   *
   * @param subjects who takes part
   * @param round the number of the round, from 0
   * @param <T> what a subject is
   * @return all of them
   */
  public static <T> List<T> of(List<T> subjects, int round) {
    List<T> order = new ArrayList<>(subjects);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }
}
