package io.wsk.bench.jmh;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import io.wsk.bench.figures.Table;
import java.util.List;

/** The figures of one suite, for people: each subject beside Netty itself, round by round. */
final class SuiteTable {
  private final Results results;
  private final String suite;

  SuiteTable(Results results, String suite) {
    this.results = results;
    this.suite = suite;
  }

  @Override
  public String toString() {
    Table table =
        new Table(
            "cell",
            "subject",
            "ns/op",
            "loop ns/op",
            "min..max",
            "- raw",
            "min..max",
            "B/op",
            "failed");
    for (String cell : cells()) {
      for (String subject : subjects(cell)) {
        addRow(table, cell, subject);
      }
    }
    return table.toString();
  }

  private void addRow(Table table, String cell, String subject) {
    Metric metric = steadiest(cell, subject);
    Summary nanos = results.summary(suite, cell, subject, metric);
    Summary beyond =
        subject.equals(Sample.RAW)
            ? Summary.of(List.of())
            : results.difference(suite, cell, subject, Sample.RAW, metric);
    table.row(
        cell,
        subject,
        median(cell, subject, Metric.TIME),
        median(cell, subject, Metric.LOOP_TIME),
        Table.spread(nanos, 2),
        Table.number(beyond.median(), 2),
        beyond.count() == 0 ? "" : Table.spread(beyond, 2),
        median(cell, subject, Metric.ALLOCATION),
        failed(cell, subject));
  }

  /** What its spread and the difference to Netty are shown of. */
  private Metric steadiest(String cell, String subject) {
    Summary ofLoop = results.summary(suite, cell, subject, Metric.LOOP_TIME);
    return ofLoop.count() == 0 ? Metric.TIME : Metric.LOOP_TIME;
  }

  private String median(String cell, String subject, Metric metric) {
    return Table.number(results.summary(suite, cell, subject, metric).median(), 2);
  }

  private List<String> cells() {
    return results.samples().stream()
        .filter(sample -> sample.suite().equals(suite))
        .map(Sample::cell)
        .distinct()
        .toList();
  }

  private List<String> subjects(String cell) {
    return results.samples().stream()
        .filter(sample -> sample.suite().equals(suite) && sample.cell().equals(cell))
        .map(Sample::subject)
        .distinct()
        .toList();
  }

  private long failed(String cell, String subject) {
    return results.failures().stream()
        .filter(failure -> failure.suite().equals(suite))
        .filter(failure -> failure.cell().equals(cell) && failure.subject().equals(subject))
        .count();
  }
}
