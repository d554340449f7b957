package io.wsk.bench.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void acknowledgesWholeStrides() {
    assertThat(tally.add(Tally.STRIDE - 1)).isZero();
    assertThat(tally.add(1)).isEqualTo(Tally.STRIDE);
    assertThat(tally.add(3 * Tally.STRIDE + 5)).isEqualTo(4L * Tally.STRIDE);
    assertThat(tally.add(Tally.STRIDE - 6)).isZero();
    assertThat(tally.add(1)).isEqualTo(5L * Tally.STRIDE);
  }
}
