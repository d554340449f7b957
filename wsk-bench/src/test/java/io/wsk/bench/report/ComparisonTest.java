package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Runs a = new Runs().figures("raw", 10, 11, 12).figures("wsk-static", 20, 21, 22);

  @Test
  void aChangeCountsOnlyIfTheSpreadsHaveNothingInCommon() {
    Comparison comparison =
        compare(new Runs().figures("raw", 12, 13, 14).figures("wsk-static", 17, 18, 19));
    assertThat(comparison.rows())
        .extracting(Comparison.Row::subject, Comparison.Row::change, Comparison.Row::verdict)
        .containsExactly(
            tuple("raw", "+18.2 %", "overlap"), tuple("wsk-static", "-14.3 %", "better"));
    assertThat(comparison.warnings()).isEmpty();
  }

  @Test
  void moreTimeIsWorse() {
    assertThat(compare(new Runs().figures("raw", 20)).rows().get(0).verdict()).isEqualTo("worse");
  }

  @Test
  void figuresOfOneRunOnlyAreNamed() {
    Comparison comparison = compare(new Runs().figures("raw", 11).figures("wsk-dynamic", 1));
    assertThat(comparison.rows())
        .extracting(Comparison.Row::verdict)
        .containsExactly("overlap", "only in A", "only in B");
    assertThat(comparison.rows().get(1).change()).isEqualTo("-");
  }

  @Test
  void otherMachinesAndIncompleteRunsAreWarnedOf() {
    assertThat(compare(new Runs().on("another").incomplete()).warnings())
        .containsExactly(
            "not the same completeness: complete in A, incomplete in B",
            "not the same processor: a processor in A, another in B");
  }

  @Test
  void isTextAndAPage() throws IOException {
    Comparison comparison = compare(new Runs().figures("raw", 20).on("<another>"));
    assertThat(comparison.text()).contains("WARNING: not the same processor", "+81.8 %", "worse");
    assertThat(Page.of(comparison))
        .contains("&lt;another&gt;", "+81.8 %", "worse")
        .doesNotContain("<another>");
  }

  private Comparison compare(Runs b) {
    return Comparison.of("a.json", a.run(), "b.json", b.run());
  }
}
