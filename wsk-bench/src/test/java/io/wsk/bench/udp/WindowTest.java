package io.wsk.bench.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.bench.server.WrongAnswerException;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long LOSS = 100;

  private final Window window = new Window(2, LOSS);

  @Test
  void knowsWhoseDatagramHasComeBack() throws Exception {
    long first = window.send(0, 0);
    long second = window.send(1, 0);
    assertThat(window.onTheirWay()).isEqualTo(2);
    assertThat(window.receive(second)).isEqualTo(1);
    assertThat(window.receive(first)).isZero();
    assertThat(window.onTheirWay()).isZero();
    assertThat(window.returned()).isEqualTo(2);
    assertThat(window.send(0, 0)).isNotEqualTo(first);
  }

  @Test
  void givesUpWhatIsOverdue() {
    window.send(0, 0);
    window.send(1, 1);
    assertThat(window.expire(LOSS)).isEqualTo(-1);
    assertThat(window.expire(LOSS + 1)).isZero();
    assertThat(window.expire(LOSS + 1)).isEqualTo(-1);
    assertThat(window.lost()).isEqualTo(1);
    assertThat(window.onTheirWay()).isEqualTo(1);
  }

  @Test
  void takesOneThatComesLate() throws Exception {
    long late = window.send(0, 0);
    window.expire(LOSS + 1);
    long current = window.send(0, LOSS + 1);
    assertThat(window.receive(late)).isEqualTo(-1);
    assertThat(window.receive(current)).isZero();
    assertThat(window.returned()).isEqualTo(1);
  }

  @Test
  void refusesOneThatComesTwice() throws Exception {
    long number = window.send(0, 0);
    window.receive(number);
    assertThatThrownBy(() -> window.receive(number))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void refusesOneThatWasNeverSent() {
    window.send(0, 0);
    assertThatThrownBy(() -> window.receive(1))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("never sent");
  }

  @Test
  void refusesToUseAPlaceTwice() {
    window.send(0, 0);
    assertThatThrownBy(() -> window.send(0, 0)).isInstanceOf(IllegalStateException.class);
  }
}
