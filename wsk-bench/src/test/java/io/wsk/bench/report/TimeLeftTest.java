package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final Duration STEP = Duration.ofSeconds(10);

  private long now;
  private final TimeLeft time = new TimeLeft(Duration.ofSeconds(40), () -> now);

  @Test
  void isWhatTheEstimatesSayAsLongAsNothingIsKnown() {
    assertThat(time.left()).hasSeconds(40);
  }

  @Test
  void isCorrectedByWhatHasBeenSeen() {
    time.begin(STEP);
    pass(20);
    time.end();
    assertThat(time.done()).isEqualTo(STEP);
    assertThat(time.left()).as("three steps, each twice as long").hasSeconds(60);
  }

  @Test
  void getsLessWhileAStepRunsButNotLessThanTheOthersNeed() {
    time.begin(STEP);
    pass(4);
    assertThat(time.left()).hasSeconds(36);
    pass(100);
    assertThat(time.left()).hasSeconds(30);
  }

  @Test
  void whatIsSkippedTakesNoTime() {
    time.skip(STEP);
    assertThat(time.left()).hasSeconds(30);
    assertThat(time.done()).isEqualTo(STEP);
  }

  @Test
  void isPrintedInMinutesAndSeconds() {
    assertThat(TimeLeft.text(Duration.ofMillis(59_400))).isEqualTo("59 s");
    assertThat(TimeLeft.text(Duration.ofSeconds(245))).isEqualTo("4 min 05 s");
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
