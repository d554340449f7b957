package io.wsk.bench.echo;

import io.wsk.bench.figures.Budget;
import io.wsk.bench.figures.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One contender against raw Netty, in one metric and one shape of load.
 *
 * @param metric what is compared
 * @param shape of the load
 * @param contender who is compared
 * @param raw figures of raw Netty
 * @param own figures of the contender
 * @param against the comparison, round by round; a failed round of either leaves it out
 */
record Compared(
    Metric metric, Shape shape, Contender contender, Summary raw, Summary own, Summary against) {
  static Compared of(Metric metric, Shape shape, Contender contender, List<Round> rounds) {
    List<Round> raws = good(rounds, shape, Contender.RAW);
    List<Round> owns = good(rounds, shape, contender);
    List<Double> against = new ArrayList<>();
    for (Round own : owns) {
      for (Round raw : raws) {
        if (raw.number() == own.number()) {
          against.add(metric.comparison().of(metric.of(own), metric.of(raw)));
        }
      }
    }
    return new Compared(
        metric,
        shape,
        contender,
        summary(metric, raws),
        summary(metric, owns),
        Summary.of(against));
  }

  private static List<Round> good(List<Round> rounds, Shape shape, Contender contender) {
    return rounds.stream()
        .filter(r -> r.isGood() && r.contender() == contender && r.shape().equals(shape))
        .toList();
  }

  private static Summary summary(Metric metric, List<Round> rounds) {
    return Summary.of(rounds.stream().map(metric::of).toList());
  }

  String verdict() {
    Budget budget = metric.budget();
    return budget == null ? "" : budget.verdict(against.median());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("metric", metric.name());
    json.put("label", metric.label());
    json.put("shape", shape.toJson());
    json.put("contender", contender.label());
    json.put("raw", raw.toJson());
    json.put("own", own.toJson());
    json.put("comparison", metric.comparison().label());
    json.put("against", against.toJson());
    Budget budget = metric.budget();
    if (budget != null) {
      json.put("budget", budget.limit());
      json.put("verdict", verdict());
    }
    return json;
  }
}
