package io.wsk.bench.report;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the page shows of the figures: chapters of suites, with a section for each metric. */
final class PageModel {
  /** These say more as a ratio to raw, which each cell has, than by themselves. */
  private static final Set<Metric> RELATIVE =
      Set.of(
          Metric.CPU,
          Metric.LOOP_CPU,
          Metric.THROUGHPUT,
          Metric.CONNECTION_CPU,
          Metric.CONNECTION_RATE);

  /** Figures are of bytes, nanoseconds and the like: parts of them are none. */
  private static final double VISIBLE = 0.5;

  private final Run run;
  private final Results results;

  PageModel(Run run) {
    this.run = run;
    this.results = run.results();
  }

  /**
   * All that a suite has measured.
   *
   * @param name the suite
   * @param title what it measures
   * @param sections one for each metric
   */
  public record Chapter(String name, String title, List<Section> sections) {}

  /**
   * One metric of a suite.
   *
   * @param title what it counts
   * @param unit its unit, or what it is a ratio of
   * @param better which way is better
   * @param charts one for each cell; none if there is nothing to be seen
   * @param rows all figures
   */
  public record Section(
      String title, String unit, String better, List<Chart> charts, List<Row> rows) {}

  /**
   * A chart.
   *
   * @param cell what it is about
   * @param text what it shows, for those who do not see it
   * @param bars what its bars are, from left to right
   * @param light the image on a light page
   * @param dark the image on a dark page
   */
  public record Chart(String cell, String text, List<Bar> bars, String light, String dark) {}

  /**
   * A bar.
   *
   * @param letter what stands below it
   * @param subject what was measured
   * @param figure its figures
   */
  public record Bar(String letter, String subject, Summary figure) {}

  /**
   * Figures of a subject.
   *
   * @param cell under which circumstances
   * @param subject what was measured
   * @param figure its figures
   * @param ratio the same as a ratio to raw; of NaN where there is none
   */
  public record Row(String cell, String subject, Summary figure, Summary ratio) {}

  List<Chapter> chapters() {
    List<Chapter> chapters = new ArrayList<>();
    run.suites().forEach((name, title) -> chapters.add(new Chapter(name, title, sections(name))));
    return chapters;
  }

  private List<Section> sections(String suite) {
    return run.samples().stream()
        .filter(sample -> sample.suite().equals(suite))
        .map(Sample::metric)
        .distinct()
        .sorted()
        .map(metric -> section(suite, metric))
        .toList();
  }

  private Section section(String suite, Metric metric) {
    List<Row> rows = rows(suite, metric);
    boolean relative =
        RELATIVE.contains(metric)
            && rows.stream().anyMatch(row -> !Double.isNaN(row.ratio().median()));
    return new Section(
        metric.label(),
        relative ? "ratio to raw; raw is 1" : metric.unit(),
        metric.lessIsBetter() ? "less is better" : "more is better",
        charts(rows, relative),
        rows);
  }

  private List<Row> rows(String suite, Metric metric) {
    return run.samples().stream()
        .filter(sample -> sample.suite().equals(suite) && sample.metric() == metric)
        .map(sample -> new Key(sample.cell(), sample.subject()))
        .distinct()
        .map(key -> row(suite, key, metric))
        .toList();
  }

  /** What a row is about. */
  private record Key(String cell, String subject) {}

  private Row row(String suite, Key key, Metric metric) {
    return new Row(
        key.cell(),
        key.subject(),
        results.summary(suite, key.cell(), key.subject(), metric),
        results.ratio(suite, key.cell(), key.subject(), Sample.RAW, metric));
  }

  private static List<Chart> charts(List<Row> rows, boolean relative) {
    Map<String, Map<String, Summary>> cells = new LinkedHashMap<>();
    for (Row row : rows) {
      Summary bar = relative ? row.ratio() : row.figure();
      if (!Double.isNaN(bar.median())) {
        cells.computeIfAbsent(row.cell(), cell -> new LinkedHashMap<>()).put(row.subject(), bar);
      }
    }
    List<Chart> charts = new ArrayList<>();
    if (rows.stream().anyMatch(row -> Math.abs(row.figure().median()) >= VISIBLE)) {
      cells.forEach((cell, bars) -> charts.add(chart(cell, bars)));
    }
    return charts;
  }

  private static Chart chart(String cell, Map<String, Summary> bars) {
    List<Bar> legend = new ArrayList<>();
    bars.forEach(
        (subject, figure) ->
            legend.add(new Bar(ChartImage.letter(legend.size()), subject, figure)));
    return new Chart(
        cell,
        "Bars with errors, whose figures stand below: " + cell,
        legend,
        ChartImage.of(bars, ChartImage.Theme.LIGHT),
        ChartImage.of(bars, ChartImage.Theme.DARK));
  }
}
