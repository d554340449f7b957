package io.wsk.bench.jmh;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Table;
import java.util.List;

/** What the processor has counted for one suite; nothing if it has not. */
final class CountersTable {
  private final Results results;
  private final String suite;

  CountersTable(Results results, String suite) {
    this.results = results;
    this.suite = suite;
  }

  @Override
  public String toString() {
    List<Row> rows = rows();
    if (rows.isEmpty()) {
      return "";
    }
    Table table = new Table("cell", "subject", "cycles/op", "instructions/op");
    for (Row row : rows) {
      table.row(
          row.cell, row.subject, median(row, Metric.CYCLES), median(row, Metric.INSTRUCTIONS));
    }
    return System.lineSeparator() + table;
  }

  private List<Row> rows() {
    return results.samples().stream()
        .filter(sample -> sample.suite().equals(suite) && sample.metric() == Metric.CYCLES)
        .map(sample -> new Row(sample.cell(), sample.subject()))
        .distinct()
        .toList();
  }

  private record Row(String cell, String subject) {}

  private String median(Row row, Metric metric) {
    return Table.number(results.summary(suite, row.cell, row.subject, metric).median(), 1);
  }
}
