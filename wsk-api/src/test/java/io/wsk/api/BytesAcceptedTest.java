package io.wsk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BytesAcceptedTest {
  @Test
  void saysAllUntilItIsTouched() {
    BytesAccepted accepted = new BytesAccepted();
    accepted.reset(100);
    assertThat(accepted.value()).isEqualTo(100);
    accepted.set(0);
    assertThat(accepted.value()).isZero();
    accepted.reset(50);
    assertThat(accepted.value()).isEqualTo(50);
  }

  @Test
  void takesMoreThanIndicatedButNothingNegative() {
    BytesAccepted accepted = new BytesAccepted();
    accepted.reset(10);
    // The provider sees it, counts it as all and reports it (REV-04).
    accepted.set(11);
    assertThat(accepted.value()).isEqualTo(11);
    assertThatThrownBy(() -> accepted.set(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(accepted.value()).isEqualTo(11);
  }
}
