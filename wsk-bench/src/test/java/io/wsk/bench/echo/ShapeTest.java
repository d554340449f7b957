package io.wsk.bench.echo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void isNamedByConnectionsBytesAndPipelining() {
    assertThat(new Shape(64, Shape.LARGE, 16).name()).isEqualTo("64 x 16 KiB x 16");
    assertThat(new Shape(1, Shape.SMALL, 1).name()).isEqualTo("1 x 64 B x 1");
    assertThat(new Shape(1000, Shape.MIDDLE, 1).size()).isEqualTo("1000 x 1 KiB");
  }

  @Test
  void budgetedShapesAreAmongAll() {
    assertThat(Shape.budgeted()).hasSize(8).doesNotHaveDuplicates();
    assertThat(Shape.all()).hasSize(18).containsAll(Shape.budgeted());
  }
}
