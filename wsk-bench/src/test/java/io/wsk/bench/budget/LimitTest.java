package io.wsk.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {
  @Test
  void aMostMayBeReached() {
    assertThat(Limit.atMost(1.03).allows(median(1.03))).isTrue();
    assertThat(Limit.atMost(1.03).allows(median(1.0301))).isFalse();
  }

  @Test
  void aLeastMustBeReached() {
    assertThat(Limit.atLeast(1.07).allows(median(1.07))).isTrue();
    assertThat(Limit.atLeast(1.07).allows(median(1.0699))).isFalse();
  }

  @Test
  void belowMayNotBeReached() {
    assertThat(Limit.below(1).allows(median(0.999))).isTrue();
    assertThat(Limit.below(1).allows(median(1))).isFalse();
  }

  @Test
  void clearlyBelowIsAMatterOfTheSpread() {
    Summary spread = Summary.of(List.of(0.8, 0.9, 1.1));
    assertThat(Limit.below(1).allows(spread)).isTrue();
    assertThat(Limit.clearlyBelow(1).allows(spread)).isFalse();
    assertThat(Limit.clearlyBelow(1).allows(Summary.of(List.of(0.8, 0.9, 0.99)))).isTrue();
  }

  @Test
  void memoryIsCountedInWholeBytes() {
    assertThat(Limit.bytes(0).allows(median(0.4))).isTrue();
    assertThat(Limit.bytes(0).allows(median(0.6))).isFalse();
  }

  @Test
  void noFiguresKeepToNothing() {
    assertThat(Limit.atMost(1).allows(Summary.of(List.of()))).isFalse();
    assertThat(Limit.atLeast(1).allows(Summary.of(List.of()))).isFalse();
  }

  @Test
  void isWithinTheNoiseIfTheIntervalHasItInside() {
    assertThat(Limit.atMost(1).isWithinTheNoise(Summary.of(List.of(0.9, 0.95, 1.1)))).isTrue();
    assertThat(Limit.atMost(1).isWithinTheNoise(Summary.of(List.of(0.9, 0.95, 1.0)))).isFalse();
    assertThat(Limit.atMost(1).isWithinTheNoise(Summary.of(List.of(1.1, 1.2)))).isFalse();
  }

  @Test
  void isText() {
    assertThat(Limit.atMost(1.03).text()).isEqualTo("at most 1.03");
    assertThat(Limit.bytes(512).text()).isEqualTo("at most 512");
    assertThat(Limit.clearlyBelow(1).text()).isEqualTo("spread and all below 1.00");
  }

  private static Summary median(double figure) {
    return Summary.of(List.of(figure));
  }
}
