package io.wsk.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void holdsUpToTheLimit() {
    assertThat(Budget.atMost(1.03).verdict(1.03)).isEqualTo("holds");
    assertThat(Budget.atMost(1.03).verdict(1.0301)).isEqualTo("missed");
  }

  @Test
  void memoryIsCountedInWholeBytes() {
    assertThat(Budget.bytes(0).verdict(0.4)).isEqualTo("holds");
    assertThat(Budget.bytes(0).verdict(0.6)).isEqualTo("missed");
  }

  @Test
  void withoutFigureThereIsNoVerdict() {
    assertThat(Budget.atMost(2).verdict(Double.NaN)).isEqualTo("no figure");
  }
}
