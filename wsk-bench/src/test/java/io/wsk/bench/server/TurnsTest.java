package io.wsk.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void everyOtherRoundGoesTheOtherWayRound() {
    List<String> subjects = List.of("a", "b", "c");
    assertThat(Turns.of(subjects, 0)).containsExactly("a", "b", "c");
    assertThat(Turns.of(subjects, 1)).containsExactly("c", "b", "a");
    assertThat(Turns.of(subjects, 2)).containsExactly("a", "b", "c");
  }
}
