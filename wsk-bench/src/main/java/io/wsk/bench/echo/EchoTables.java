package io.wsk.bench.echo;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import io.wsk.bench.figures.Table;
import java.util.Comparator;
import java.util.List;

/** The figures of a suite as text: a table for each metric, contenders as rows. */
final class EchoTables {
  private static final int RATIO_DECIMALS = 3;

  private final Results results;

  EchoTables(Results results) {
    this.results = results;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    String newLine = System.lineSeparator();
    for (Metric metric : metrics()) {
      text.append(metric.label()).append(", ").append(metric.unit()).append(newLine);
      text.append(table(metric)).append(newLine);
    }
    text.append("failed rounds: ").append(results.failures().size()).append(newLine);
    return text.toString();
  }

  private List<Metric> metrics() {
    return results.samples().stream().map(Sample::metric).distinct().sorted().toList();
  }

  private Table table(Metric metric) {
    Table table =
        new Table("load", "contender", "median", "min..max", "rounds", "to raw", "min..max");
    results.samples().stream()
        .filter(sample -> sample.metric() == metric)
        .map(Row::of)
        .distinct()
        .sorted(Comparator.comparing(Row::cell))
        .forEach(row -> add(table, row, metric));
    return table;
  }

  private void add(Table table, Row row, Metric metric) {
    Summary own = results.summary(row.suite(), row.cell(), row.subject(), metric);
    Summary ratio = results.ratio(row.suite(), row.cell(), row.subject(), Sample.RAW, metric);
    table.row(
        row.cell(),
        row.subject(),
        Table.number(own.median(), 0),
        Table.spread(own, 0),
        own.count(),
        Table.number(ratio.median(), RATIO_DECIMALS),
        Table.spread(ratio, RATIO_DECIMALS));
  }

  /**
   * A row of a table.
   *
   * @param suite what measured it
   * @param cell under which circumstances
   * @param subject what was measured
   */
  private record Row(String suite, String cell, String subject) {
    static Row of(Sample sample) {
      return new Row(sample.suite(), sample.cell(), sample.subject());
    }
  }
}
