package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Budget;
import io.wsk.bench.figures.Environment;
import io.wsk.bench.figures.Summary;
import io.wsk.bench.figures.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, and how it compares with raw Netty, round by round. */
final class DispatchReport {
  private static final Budget NO_BYTES = Budget.bytes(0);
  private static final Map<Variant, Budget> NANOS =
      Map.of(Variant.STATIC, Budget.atMost(2), Variant.DYNAMIC, Budget.atMost(8));

  private final List<DispatchRun> runs;

  DispatchReport(List<DispatchRun> runs) {
    this.runs = List.copyOf(runs);
  }

  long failed() {
    return runs.stream().mapToLong(DispatchRun::failed).sum();
  }

  String text() {
    return costs()
        + System.lineSeparator()
        + differences()
        + System.lineSeparator()
        + verifierCosts();
  }

  private Table costs() {
    Table table = new Table("variant", "buffers/read", "ns/op", "min..max", "B/op", "failed");
    for (int buffers : buffers()) {
      for (Variant variant : Variant.values()) {
        Summary nanos = Summary.of(figures(variant, buffers, DispatchRun::nanos));
        Summary bytes = Summary.of(figures(variant, buffers, DispatchRun::bytes));
        table.row(
            variant.label(),
            buffers,
            Table.number(nanos.median(), 2),
            Table.spread(nanos, 2),
            Table.number(bytes.median(), 3),
            failed(variant, buffers));
      }
    }
    return table;
  }

  private Table differences() {
    Table table =
        new Table("difference", "buffers/read", "", "median", "min..max", "budget", "verdict");
    for (int buffers : buffers()) {
      NANOS.keySet().stream()
          .sorted()
          .forEach(
              variant -> {
                Budget nanos = budget(variant);
                addDifference(table, variant, buffers, "ns/op", nanos, DispatchRun::nanos);
                addDifference(table, variant, buffers, "B/op", NO_BYTES, DispatchRun::bytes);
              });
    }
    return table;
  }

  /** What keeping costs, and what a verifier costs on top of the same receiver without one. */
  private Table verifierCosts() {
    Table table = new Table("difference", "buffers/read", "", "median", "min..max");
    for (int buffers : buffers()) {
      for (Variant variant : Variant.values()) {
        if (variant.base() != Variant.RAW) {
          addCost(table, variant, buffers, "ns/op", DispatchRun::nanos);
          addCost(table, variant, buffers, "B/op", DispatchRun::bytes);
        }
      }
    }
    return table;
  }

  private void addCost(
      Table table,
      Variant variant,
      int buffers,
      String unit,
      ToDoubleFunction<DispatchRun> figure) {
    Summary difference = difference(variant, buffers, figure);
    table.row(
        variant.label() + " - " + variant.base().label(),
        buffers,
        unit,
        Table.number(difference.median(), 2),
        Table.spread(difference, 2));
  }

  private void addDifference(
      Table table,
      Variant variant,
      int buffers,
      String unit,
      Budget budget,
      ToDoubleFunction<DispatchRun> figure) {
    Summary difference = difference(variant, buffers, figure);
    table.row(
        variant.label() + " - raw",
        buffers,
        unit,
        Table.number(difference.median(), 2),
        Table.spread(difference, 2),
        "at most " + Table.number(budget.limit(), 0),
        budget.verdict(difference.median()));
  }

  Map<String, Object> toJson() {
    List<Object> differences = new ArrayList<>();
    for (int buffers : buffers()) {
      for (Variant variant : NANOS.keySet().stream().sorted().toList()) {
        differences.add(differenceJson(variant, buffers));
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("benchmark", "dispatch");
    json.put("environment", Environment.describe());
    json.put("runs", runs.stream().map(DispatchRun::toJson).toList());
    json.put("differences", differences);
    json.put("failed", failed());
    json.put("verifierCosts", verifierCostsJson());
    return json;
  }

  private List<Object> verifierCostsJson() {
    List<Object> costs = new ArrayList<>();
    for (int buffers : buffers()) {
      for (Variant variant : Variant.values()) {
        if (variant.base() != Variant.RAW) {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("variant", variant.name());
          json.put("beyond", variant.base().name());
          json.put("buffers", buffers);
          json.put("nanos", difference(variant, buffers, DispatchRun::nanos).toJson());
          json.put("bytes", difference(variant, buffers, DispatchRun::bytes).toJson());
          costs.add(json);
        }
      }
    }
    return costs;
  }

  private Map<String, Object> differenceJson(Variant variant, int buffers) {
    Summary nanos = difference(variant, buffers, DispatchRun::nanos);
    Summary bytes = difference(variant, buffers, DispatchRun::bytes);
    Budget budget = budget(variant);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("variant", variant.name());
    json.put("buffers", buffers);
    json.put("nanosBeyondRaw", nanos.toJson());
    json.put("nanosBudget", budget.limit());
    json.put("nanosVerdict", budget.verdict(nanos.median()));
    json.put("bytesBeyondRaw", bytes.toJson());
    json.put("bytesBudget", NO_BYTES.limit());
    json.put("bytesVerdict", NO_BYTES.verdict(bytes.median()));
    return json;
  }

  private static Budget budget(Variant variant) {
    Budget budget = NANOS.get(variant);
    if (budget == null) {
      throw new IllegalArgumentException("no budget for " + variant);
    }
    return budget;
  }

  private List<Integer> buffers() {
    return runs.stream().map(DispatchRun::buffers).distinct().sorted().toList();
  }

  private List<DispatchRun> runs(Variant variant, int buffers) {
    return runs.stream()
        .filter(run -> run.variant() == variant && run.buffers() == buffers)
        .toList();
  }

  private long failed(Variant variant, int buffers) {
    return runs(variant, buffers).stream().mapToLong(DispatchRun::failed).sum();
  }

  private List<Double> figures(Variant variant, int buffers, ToDoubleFunction<DispatchRun> figure) {
    return runs(variant, buffers).stream().map(figure::applyAsDouble).toList();
  }

  private Summary difference(Variant variant, int buffers, ToDoubleFunction<DispatchRun> figure) {
    List<Double> differences = new ArrayList<>();
    for (DispatchRun run : runs(variant, buffers)) {
      for (DispatchRun raw : runs(variant.base(), buffers)) {
        if (raw.round() == run.round()) {
          differences.add(figure.applyAsDouble(run) - figure.applyAsDouble(raw));
        }
      }
    }
    return Summary.of(differences);
  }
}
