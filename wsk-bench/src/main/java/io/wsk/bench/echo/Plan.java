package io.wsk.bench.echo;

import io.wsk.bench.tcp.Contender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to measure, and how often.
 *
 * <p>A just-in-time compiler does not come to the same code in every process, so all processes are
 * started anew several times, and the spread shows that, too.
 *
 * @param field who takes part
 * @param timing how long to measure
 * @param forks how often processes are started
 * @param cells what is measured with each set of processes
 */
record Plan(Field field, Timing timing, int forks, List<Cell> cells) {
  private static final long START_MILLIS = 2000;
  private static final long START_MILLIS_EACH = 600;
  private static final long CONNECTIONS_PER_MILLI = 10;
  private static final long BYTES_PER_MILLI = 500_000;

  /** As a rule: the warm-up takes as many as are needed. */
  private static final long WARM_UPS = 2;

  private static final long REST_MILLIS = 10;

  /** Nothing is measured. */
  static final Plan NOTHING =
      new Plan(new Field(List.of(), List.of()), Timing.ofMillis(0, 0, 0), 0, List.of());

  /**
   * Who takes part.
   *
   * @param core in every round
   * @param peers in some, where the cell has them
   */
  record Field(List<Contender> core, List<Contender> peers) {
    Field in(Lineup lineup) {
      return new Field(lineup.of(core), lineup.of(peers));
    }
  }

  /**
   * A shape, and how often it is measured.
   *
   * @param shape of the load
   * @param rounds with each set of processes
   * @param peersEvery in which rounds peers take part: 3 for every third; 0 for none. Odd, so that
   *     peers, too, are measured in both orders
   */
  record Cell(Shape shape, int rounds, int peersEvery) {
    static List<Cell> of(List<Shape> shapes, int rounds, int peersEvery) {
      return shapes.stream().map(shape -> new Cell(shape, rounds, peersEvery)).toList();
    }

    boolean hasPeers(int round) {
      return peersEvery > 0 && round % peersEvery == 0;
    }
  }

  Plan in(Lineup lineup) {
    return new Plan(field.in(lineup), timing, forks, cells);
  }

  List<Contender> inRound(Cell cell, int round) {
    return cell.hasPeers(round) ? with(field.peers()) : field.core();
  }

  List<Contender> started() {
    boolean peers = cells.stream().anyMatch(cell -> cell.peersEvery() > 0);
    return peers ? with(field.peers()) : field.core();
  }

  private List<Contender> with(List<Contender> more) {
    List<Contender> all = new ArrayList<>(field.core());
    all.addAll(more);
    return all;
  }

  Duration startEstimate() {
    long millis = START_MILLIS;
    for (Cell cell : cells) {
      long each = connectMillis(cell) + WARM_UPS * loadMillis(cell, timing.warmUp());
      millis += inRound(cell, 0).size() * each;
    }
    return Duration.ofMillis(millis + started().size() * START_MILLIS_EACH);
  }

  Duration estimate(Cell cell) {
    long loads = loadMillis(cell, timing.runIn()) + loadMillis(cell, timing.round());
    long each = connectMillis(cell) + loads;
    long count = 0;
    for (int round = 0; round < cell.rounds(); round++) {
      count += inRound(cell, round).size();
    }
    return Duration.ofMillis(count * each);
  }

  /** With what is still on its way when the time is up. */
  private static long loadMillis(Cell cell, Duration duration) {
    long left = cell.shape().connections() * cell.shape().window();
    return duration.toMillis() + left / BYTES_PER_MILLI;
  }

  private static long connectMillis(Cell cell) {
    return REST_MILLIS + cell.shape().connections() / CONNECTIONS_PER_MILLI;
  }
}
