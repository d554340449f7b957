package io.wsk.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.figures.Summary;
import io.wsk.bench.tcp.Contender;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.CategoryStyler;

/** Bars with errors, one for each subject, as an image that is part of a page. */
final class ChartImage {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 200;
  private static final double BAR = 0.7;
  private static final double HEADROOM = 1.05;

  /** Nobody sees thousandths of a pixel, but they make up half of the image. */
  private static final Pattern MORE_DIGITS = Pattern.compile("(\\.\\d\\d)\\d+");

  private static final Color CLEAR = new Color(0, true);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** What others have made. */
  private static final Set<String> PEERS =
      Contender.PEERS.stream().map(Contender::label).collect(Collectors.toSet());

  /** Colours that can be told apart on their background. */
  enum Theme {
    LIGHT(0x1f2328, 0xd0d7de, 0x6e7781, 0x0969da, 0xbc4c00),
    DARK(0xe6edf3, 0x3d444d, 0x9198a1, 0x4493f8, 0xdb6d28);

    private final Color ink;
    private final Color grid;
    private final Color raw;
    private final Color own;
    private final Color peer;

    Theme(int ink, int grid, int raw, int own, int peer) {
      this.ink = new Color(ink);
      this.grid = new Color(grid);
      this.raw = new Color(raw);
      this.own = new Color(own);
      this.peer = new Color(peer);
    }

    Color of(String subject) {
      if (subject.startsWith(Sample.RAW)) {
        return raw;
      }
      return PEERS.contains(subject) ? peer : own;
    }
  }

  static {
    System.setProperty("java.awt.headless", "true"); // before anything of AWT is loaded
  }

  private ChartImage() {}

  /** The chart as a data URI of an SVG image. */
  static String of(Map<String, Summary> bars, Theme theme) {
    String shorter = MORE_DIGITS.matcher(svg(chart(bars, theme))).replaceAll("$1");
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(shorter.getBytes(UTF_8));
  }

  private static String svg(CategoryChart chart) {
    try {
      return new String(ChartEncoder.getBytes(chart, "svg"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no disk in this
    }
  }

  private static CategoryChart chart(Map<String, Summary> bars, Theme theme) {
    CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(chart.getStyler(), theme);
    scale(chart.getStyler(), bars);
    List<String> letters = IntStream.range(0, bars.size()).mapToObj(ChartImage::letter).toList();
    chart.getStyler().setXAxisMaxLabelCount(Math.max(2, letters.size())); // not below 2
    int index = 0;
    for (Map.Entry<String, Summary> bar : bars.entrySet()) {
      chart
          .addSeries(
              bar.getKey(),
              letters,
              only(index, letters.size(), bar.getValue().median()),
              only(index, letters.size(), bar.getValue().halfWidth()))
          .setFillColor(theme.of(bar.getKey()));
      index++;
    }
    return chart;
  }

  /** Stands below a bar, where there is no room for a name. */
  static String letter(int index) {
    int letters = 'Z' - 'A' + 1;
    String last = String.valueOf((char) ('A' + index % letters));
    return index < letters ? last : letter(index / letters - 1) + last;
  }

  /** Each subject is a series, since only series have colours; the others' places stay empty. */
  private static List<Double> only(int index, int size, double value) {
    List<Double> values = new ArrayList<>(Collections.nCopies(size, null));
    values.set(index, value);
    return values;
  }

  private static void scale(CategoryStyler styler, Map<String, Summary> bars) {
    double top = 0;
    double bottom = 0;
    for (Summary bar : bars.values()) {
      top = Math.max(top, bar.median() + bar.halfWidth());
      bottom = Math.min(bottom, bar.median() - bar.halfWidth());
    }
    styler.setYAxisMax(top == bottom ? 1 : top * HEADROOM);
    styler.setYAxisMin(bottom * HEADROOM);
    styler.setYAxisTickLabelsFormattingFunction(ChartImage::tick);
  }

  /** Short, since it stands at the side of a small chart: 1.5M rather than 1500000. */
  static String tick(double value) {
    double size = Math.abs(value);
    if (size >= 1_000_000) {
      return trimmed(value / 1_000_000) + "M";
    }
    return size >= 10_000 ? trimmed(value / 1_000) + "k" : trimmed(value);
  }

  private static String trimmed(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
  }

  private static void style(CategoryStyler styler, Theme theme) {
    styler.setOverlapped(true).setAvailableSpaceFill(BAR);
    styler.setBaseFont(FONT);
    styler.setLegendVisible(false);
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(CLEAR);
    styler.setChartFontColor(theme.ink);
    styler.setPlotBackgroundColor(CLEAR);
    styler.setPlotBorderVisible(false);
    styler.setAxisTitlesVisible(false);
    styler.setAxisTickLabelsFont(FONT);
    styler.setAxisTickLabelsColor(theme.ink);
    styler.setAxisTickMarksColor(theme.grid);
    styler.setPlotGridLinesColor(theme.grid);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setErrorBarsColor(theme.ink);
  }
}
