package io.wsk.bench.report;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import io.wsk.bench.figures.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Two runs side by side.
 *
 * @param a the one, for people
 * @param b the other, for people
 * @param warnings what makes the two hard to compare
 * @param rows one for each figure that either has
 */
public record Comparison(String a, String b, List<String> warnings, List<Row> rows) {
  private static final int DECIMALS = 2;

  /**
   * One figure in both runs.
   *
   * @param suite what measured it
   * @param cell under which circumstances
   * @param subject what was measured
   * @param metric what is counted
   * @param a in the one run; of NaN if it is not there
   * @param b in the other
   */
  public record Row(
      String suite, String cell, String subject, Metric metric, Summary a, Summary b) {
    /**
     * The change from the one to the other.
     *
     * @return such as {@code +3.1 %}, or a dash
     */
    public String change() {
      double change = 100 * (b.median() / a.median() - 1);
      return Double.isFinite(change) ? String.format(Locale.ROOT, "%+.1f %%", change) : "-";
    }

    /**
     * What the change is worth.
     *
     * @return whether the intervals of the medians overlap, and if not, which way it went
     */
    public String verdict() {
      if (Double.isNaN(a.median()) || Double.isNaN(b.median())) {
        return Double.isNaN(a.median()) ? "only in B" : "only in A";
      }
      if (a.overlaps(b)) {
        return "overlap";
      }
      return metric.lessIsBetter() == b.median() < a.median() ? "better" : "worse";
    }
  }

  /** What a row is about. */
  private record Key(String suite, String cell, String subject, Metric metric) {
    static Key of(Sample sample) {
      return new Key(sample.suite(), sample.cell(), sample.subject(), sample.metric());
    }

    Row row(Results a, Results b) {
      return new Row(
          suite,
          cell,
          subject,
          metric,
          a.summary(suite, cell, subject, metric),
          b.summary(suite, cell, subject, metric));
    }
  }

  static Comparison of(String nameA, Run a, String nameB, Run b) {
    Results resultsA = a.results();
    Results resultsB = b.results();
    List<Row> rows =
        Stream.concat(a.samples().stream(), b.samples().stream())
            .map(Key::of)
            .distinct()
            .map(key -> key.row(resultsA, resultsB))
            .toList();
    return new Comparison(label(nameA, a), label(nameB, b), warnings(a, b), rows);
  }

  private static String label(String name, Run run) {
    return name + ", " + run.environment().started() + ", " + run.profile();
  }

  private static List<String> warnings(Run a, Run b) {
    List<String> warnings = new ArrayList<>();
    warn(
        warnings,
        "completeness",
        a.complete() ? "complete" : "incomplete",
        b.complete() ? "complete" : "incomplete");
    warn(warnings, "profile", a.profile().name(), b.profile().name());
    differences(warnings, a.environment().machine(), b.environment().machine());
    differences(warnings, a.environment().versions(), b.environment().versions());
    return warnings;
  }

  private static void differences(
      List<String> warnings, Map<String, String> a, Map<String, String> b) {
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    names.forEach(
        name -> warn(warnings, name, a.getOrDefault(name, "none"), b.getOrDefault(name, "none")));
  }

  private static void warn(List<String> warnings, String name, String a, String b) {
    if (!Objects.equals(a, b)) {
      warnings.add("not the same " + name + ": " + a + " in A, " + b + " in B");
    }
  }

  /**
   * The comparison as text.
   *
   * @return warnings, and a table
   */
  public String text() {
    String newLine = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    text.append("A: ").append(a).append(newLine).append("B: ").append(b).append(newLine);
    warnings.forEach(warning -> text.append("WARNING: ").append(warning).append(newLine));
    return text.append(newLine).append(table()).toString();
  }

  private Table table() {
    Table table = new Table("suite", "cell", "subject", "metric", "A", "B", "change", "spreads");
    for (Row row : rows) {
      table.row(
          row.suite(),
          row.cell(),
          row.subject(),
          row.metric().label() + ", " + row.metric().unit(),
          Table.number(row.a().median(), DECIMALS),
          Table.number(row.b().median(), DECIMALS),
          row.change(),
          row.verdict());
    }
    return table;
  }
}
