package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Summary;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartImageTest {
  private static final String SCHEME = "data:image/svg+xml;base64,";

  @Test
  void eachSubjectHasABarInTheColourOfItsKind() {
    Map<String, Summary> bars = new LinkedHashMap<>();
    bars.put("raw", Summary.of(List.of(1.0, 2.0)));
    bars.put("wsk-static", Summary.of(List.of(2.0, 3.0)));
    bars.put("vertx", Summary.of(List.of(3.0)));
    for (ChartImage.Theme theme : ChartImage.Theme.values()) {
      assertThat(svg(bars, theme)).contains(fill(theme, "raw"));
      assertThat(svg(bars, theme)).contains(fill(theme, "wsk-static"), fill(theme, "vertx"));
    }
    bars.remove("vertx");
    assertThat(svg(bars, ChartImage.Theme.LIGHT))
        .contains("<svg")
        .doesNotContain(fill(ChartImage.Theme.LIGHT, "vertx"));
  }

  @Test
  void figuresBelowZeroHaveBarsToo() {
    assertThat(svg(Map.of("raw", Summary.of(List.of(-3.0, -2.0))), ChartImage.Theme.LIGHT))
        .contains(fill(ChartImage.Theme.LIGHT, "raw"))
        .doesNotContain("NaN");
  }

  @Test
  void figuresThatAreAllZeroStillHaveAnAxis() {
    assertThat(svg(Map.of("raw", Summary.of(List.of(0.0))), ChartImage.Theme.LIGHT))
        .contains("<svg")
        .doesNotContain("NaN");
  }

  @Test
  void ticksAreShort() {
    assertThat(ChartImage.tick(0)).isEqualTo("0");
    assertThat(ChartImage.tick(0.5)).isEqualTo("0.5");
    assertThat(ChartImage.tick(200)).isEqualTo("200");
    assertThat(ChartImage.tick(12_500)).isEqualTo("12.5k");
    assertThat(ChartImage.tick(-2_000_000)).isEqualTo("-2M");
  }

  @Test
  void thereAreLettersForAnyNumberOfBars() {
    assertThat(List.of(0, 25, 26, 27, 52).stream().map(ChartImage::letter))
        .containsExactly("A", "Z", "AA", "AB", "BA");
  }

  private static String fill(ChartImage.Theme theme, String subject) {
    Color color = theme.of(subject);
    return "fill:rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
  }

  private static String svg(Map<String, Summary> bars, ChartImage.Theme theme) {
    String uri = ChartImage.of(bars, theme);
    assertThat(uri).startsWith(SCHEME);
    return new String(
        Base64.getDecoder().decode(uri.substring(SCHEME.length())), StandardCharsets.UTF_8);
  }
}
