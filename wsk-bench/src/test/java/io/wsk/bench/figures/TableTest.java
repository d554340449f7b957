package io.wsk.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void numbersStandToTheRightAndWordsToTheLeft() {
    Table table = new Table("name", "ns/op").row("raw", "9.50").row("dynamic", "10.25");
    assertThat(table.toString().lines())
        .containsExactly("name     ns/op", "raw       9.50", "dynamic  10.25");
  }

  @Test
  void aMissingFigureIsADash() {
    assertThat(Table.number(Double.NaN, 2)).isEqualTo("-");
    assertThat(Table.number(1.005, 1)).isEqualTo("1.0");
  }

  @Test
  void aRowMustFillTheColumns() {
    Table table = new Table("a", "b");
    assertThatThrownBy(() -> table.row("only one")).isInstanceOf(IllegalArgumentException.class);
  }
}
