package io.wsk.bench.echo;

import io.wsk.bench.figures.Budget;
import org.jspecify.annotations.Nullable;

/** A figure of a round, and how it is compared with raw Netty's. */
@SuppressWarnings("ImmutableEnumChecker") // a budget is a record of numbers
enum Metric {
  CPU("CPU of the event loop, us/message", 3, Comparison.RATIO, Budget.atMost(1.03)) {
    @Override
    double of(Round round) {
      return round.used().loopNanos() / 1e3 / round.messages();
    }
  },
  ALLOCATION("allocated by the event loop, B/message", 2, Comparison.DIFFERENCE, Budget.bytes(0)) {
    @Override
    double of(Round round) {
      return (double) round.used().loopBytes() / round.messages();
    }
  },
  THROUGHPUT("messages/s", 0, Comparison.RATIO, null) {
    @Override
    double of(Round round) {
      return round.messages() * 1e9 / round.nanos();
    }
  },
  PROCESS_CPU("CPU of the process, us/message (coarse clock)", 3, Comparison.RATIO, null) {
    @Override
    double of(Round round) {
      return round.used().processNanos() / 1e3 / round.messages();
    }
  },
  P50("latency p50, us", 1, Comparison.RATIO, null) {
    @Override
    double of(Round round) {
      return round.p50Nanos() / 1e3;
    }
  },
  P99("latency p99, us", 1, Comparison.RATIO, null) {
    @Override
    double of(Round round) {
      return round.p99Nanos() / 1e3;
    }
  };

  /** How a figure is held against raw Netty's of the same round. */
  enum Comparison {
    RATIO("ratio") {
      @Override
      double of(double figure, double raw) {
        return figure / raw;
      }
    },
    DIFFERENCE("beyond raw") {
      @Override
      double of(double figure, double raw) {
        return figure - raw;
      }
    };

    private final String label;

    Comparison(String label) {
      this.label = label;
    }

    abstract double of(double figure, double raw);

    String label() {
      return label;
    }
  }

  private final String label;
  private final int decimals;
  private final Comparison comparison;
  private final @Nullable Budget budget;

  Metric(String label, int decimals, Comparison comparison, @Nullable Budget budget) {
    this.label = label;
    this.decimals = decimals;
    this.comparison = comparison;
    this.budget = budget;
  }

  /** The figure; NaN if the round has none. */
  abstract double of(Round round);

  String label() {
    return label;
  }

  int decimals() {
    return decimals;
  }

  Comparison comparison() {
    return comparison;
  }

  /** The most that the comparison may give, or null. */
  @Nullable Budget budget() {
    return budget;
  }
}
