package io.wsk.bench.suite;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import io.wsk.bench.figures.Table;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results of one suite as tables of text, one for each metric. */
final class ResultsText {
  private static final int RATIO_DECIMALS = 3;

  private final Results results;

  ResultsText(Results results) {
    this.results = results;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String newLine = System.lineSeparator();
    for (Metric metric : new TreeSet<>(all(Sample::metric))) {
      text.append(metric.label()).append(", ").append(metric.unit()).append(newLine);
      text.append(table(metric)).append(newLine);
    }
    text.append("failed rounds: ").append(results.failures().size()).append(newLine);
    return text.toString();
  }

  private <T> Set<T> all(Function<Sample, T> part) {
    return results.samples().stream()
        .map(part)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Table table(Metric metric) {
    Table table =
        new Table(
            "cell", "subject", "median", "min..max", "n", "/ raw", "min..max", "- raw", "min..max");
    for (String suite : all(Sample::suite)) {
      for (String cell : all(Sample::cell)) {
        for (String subject : all(Sample::subject)) {
          addRow(table, metric, new Sample(suite, cell, subject, metric, 0, Double.NaN));
        }
      }
    }
    return table;
  }

  private void addRow(Table table, Metric metric, Sample of) {
    Summary own = results.summary(of.suite(), of.cell(), of.subject(), metric);
    if (own.count() == 0) {
      return;
    }
    Summary ratio = results.ratio(of.suite(), of.cell(), of.subject(), Sample.RAW, metric);
    Summary beyond = results.difference(of.suite(), of.cell(), of.subject(), Sample.RAW, metric);
    table.row(
        of.cell(),
        of.subject(),
        Table.number(own.median(), 0),
        Table.spread(own, 0),
        own.count(),
        Table.number(ratio.median(), RATIO_DECIMALS),
        Table.spread(ratio, RATIO_DECIMALS),
        Table.number(beyond.median(), 0),
        Table.spread(beyond, 0));
  }
}
