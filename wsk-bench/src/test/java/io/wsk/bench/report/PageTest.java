package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String DANGEROUS = "<script>alert('raw')</script>";

  @Test
  void showsWhatStaticSavesWithSpread() throws IOException {
    String page =
        page(
            new Runs()
                .figures("raw", 10, 10, 10)
                .figures("static", 12, 12, 12)
                .figures("dynamic", 15, 16, 18));
    assertThat(text(page))
        .contains("1 buffer, accept all 4.00 ns 25.0 % of the dynamic dispatch")
        .contains("3.00 … 6.00 ns, 20.0 … 33.3 %")
        .contains("Netty alone: 10.00 ns");
  }

  @Test
  void aChartHasATextATableAndAnImageForEachTheme() throws IOException {
    String page = page(new Runs().figures("raw", 10, 12).figures("static", 11, 13));
    assertThat(page)
        .contains("srcset=\"data:image/svg+xml;base64,", "<img src=\"data:image/svg+xml;base64,")
        .contains("prefers-color-scheme: dark", "alt=\"Bars with errors")
        .contains("<details>", "Receive dispatch", "less is better");
    assertThat(text(page))
        .contains("accept all static 12.00 11.00 … 13.00 1.092")
        .contains("A raw 11.00 ± 1.000");
  }

  @Test
  void needsNothingFromElsewhere() throws IOException {
    String page = page(new Runs().figures("raw", 10).failure("x"));
    assertThat(page)
        .doesNotContainPattern("(src|srcset|href)=\"(?!data:|#)")
        .doesNotContain("@import", "url(", "<script", "<link");
  }

  @Test
  void escapesWhatItShows() throws IOException {
    String page = page(new Runs().failure(DANGEROUS).on(DANGEROUS).figures(DANGEROUS, 1));
    assertThat(page)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;raw&#39;)&lt;/script&gt;");
  }

  @Test
  void anIncompleteRunSaysSo() throws IOException {
    assertThat(page(new Runs())).doesNotContain("Incomplete");
    assertThat(page(new Runs().incomplete())).contains("Incomplete");
  }

  @Test
  void aRunWithoutFiguresIsAPageToo() throws IOException {
    String page = page(new Runs());
    assertThat(page)
        .contains("were not both measured", "Nothing was measured", "no figure")
        .doesNotContain("NaN", "id=\"failures\"");
  }

  @Test
  void failuresAreListed() throws IOException {
    assertThat(text(page(new Runs().failure("got 63 bytes"))))
        .contains("Failures: 1.", "wsk-static 0 got 63 bytes");
  }

  @Test
  void figuresThatAreNothingHaveNoChart() throws IOException {
    assertThat(page(new Runs().figures("raw", 0.2, 0.1)))
        .doesNotContain("<img")
        .contains("less than half of one");
  }

  private static String page(Runs runs) throws IOException {
    return Page.of(runs.run());
  }

  /** What is read, without markup. */
  private static String text(String page) {
    return Pattern.compile("<[^>]*>")
        .matcher(page)
        .replaceAll(" ")
        .replace("&thinsp;", " ")
        .replaceAll("\\s+", " ");
  }
}
