package io.wsk.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Summary.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Summary(2, 1, 9, 1, 9, 3));
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Summary.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Summary(3, 1, 9, 1, 9, 4));
  }

  @Test
  void nothingHasNoMedian() {
    assertThat(Summary.of(List.of()).median()).isNaN();
  }

  /** As in tables of the sign test: from six figures on, and without one at each end from nine. */
  @Test
  void theIntervalOfTheMedianLeavesExtremesOutOnceThereAreEnough() {
    assertThat(interval(5)).containsExactly(1.0, 5.0);
    assertThat(interval(6)).containsExactly(1.0, 6.0);
    assertThat(interval(8)).containsExactly(1.0, 8.0);
    assertThat(interval(9)).containsExactly(2.0, 8.0);
    assertThat(interval(12)).containsExactly(3.0, 10.0);
    assertThat(interval(25)).containsExactly(8.0, 18.0);
  }

  @Test
  void intervalsOverlapIfTheyHaveAPointInCommon() {
    Summary low = Summary.of(List.of(1.0, 2.0));
    assertThat(low.overlaps(Summary.of(List.of(2.0, 3.0)))).isTrue();
    assertThat(low.overlaps(Summary.of(List.of(2.1, 3.0)))).isFalse();
    assertThat(Summary.of(List.of(2.1, 3.0)).overlaps(low)).isFalse();
  }

  @Test
  void halfTheWidthReachesTheFartherEnd() {
    assertThat(Summary.of(List.of(1.0, 2.0, 5.0)).halfWidth()).isEqualTo(3);
  }

  private static List<Double> interval(int count) {
    Summary summary =
        Summary.of(IntStream.rangeClosed(1, count).mapToObj(Double::valueOf).toList());
    return List.of(summary.low(), summary.high());
  }
}
