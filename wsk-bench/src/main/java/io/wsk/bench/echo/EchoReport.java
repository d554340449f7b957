package io.wsk.bench.echo;

import io.wsk.bench.figures.Environment;
import io.wsk.bench.figures.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, and how it compares with raw Netty, one table for each metric. */
final class EchoReport {
  private static final int RATIO_DECIMALS = 3;

  private final EchoTransport transport;
  private final List<Round> rounds;
  private final List<Compared> comparisons = new ArrayList<>();

  EchoReport(EchoTransport transport, List<Round> rounds) {
    this.transport = transport;
    this.rounds = List.copyOf(rounds);
    List<Shape> shapes = rounds.stream().map(Round::shape).distinct().toList();
    for (Metric metric : Metric.values()) {
      for (Shape shape : shapes) {
        compare(metric, shape);
      }
    }
  }

  private void compare(Metric metric, Shape shape) {
    for (Contender contender : Contender.values()) {
      if (contender != Contender.RAW) {
        comparisons.add(Compared.of(metric, shape, contender, rounds));
      }
    }
  }

  long failed() {
    return rounds.stream().filter(round -> !round.isGood()).count();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    String newLine = System.lineSeparator();
    for (Metric metric : Metric.values()) {
      text.append(title(metric)).append(newLine).append(table(metric)).append(newLine);
    }
    text.append("failed rounds: ").append(failed()).append(" of ").append(rounds.size());
    return text.append(newLine).toString();
  }

  private static String title(Metric metric) {
    String budget =
        metric.budget() == null
            ? ""
            : "; budget: " + metric.comparison().label() + " at most " + metric.budget().limit();
    return metric.label() + budget;
  }

  private Table table(Metric metric) {
    Table table =
        new Table(
            "conns",
            "bytes",
            "pipe",
            "contender",
            "raw",
            "own",
            metric.comparison().label(),
            "min..max",
            "verdict");
    for (Compared one : comparisons) {
      if (one.metric() == metric && !Double.isNaN(one.own().median())) {
        add(table, one);
      }
    }
    return table;
  }

  private static void add(Table table, Compared one) {
    int decimals =
        one.metric().comparison() == Metric.Comparison.RATIO
            ? RATIO_DECIMALS
            : one.metric().decimals();
    table.row(
        one.shape().connections(),
        one.shape().bytes(),
        one.shape().pipelining(),
        one.contender().label(),
        Table.number(one.raw().median(), one.metric().decimals()),
        Table.number(one.own().median(), one.metric().decimals()),
        Table.number(one.against().median(), decimals),
        Table.spread(one.against(), decimals),
        one.verdict());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("benchmark", "echo");
    json.put("transport", transport.label());
    json.put("environment", Environment.describe());
    json.put("rounds", rounds.stream().map(Round::toJson).toList());
    json.put("comparisons", comparisons.stream().map(Compared::toJson).toList());
    json.put("failed", failed());
    return json;
  }
}
