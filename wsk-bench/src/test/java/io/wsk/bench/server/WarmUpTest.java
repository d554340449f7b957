package io.wsk.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Duration LONG = Duration.ofSeconds(3);

  private final List<Duration> bursts = new ArrayList<>();
  private long loop;
  private long others;

  @Test
  void aCompilerIsQuietWhenTheLoopTakesNearlyAllTime() {
    assertThat(WarmUp.isQuiet(new Usage(104, 100, 0))).isTrue();
    assertThat(WarmUp.isQuiet(new Usage(106, 100, 0))).isFalse();
  }

  @Test
  void endsWhenTheCompilerIsQuiet() throws Exception {
    WarmUp.of(this::usage, duration -> use(duration, bursts.size() < 2 ? 50 : 1), LONG);
    assertThat(bursts).containsExactly(Duration.ofSeconds(1), LONG, LONG);
  }

  @Test
  void endsThoughTheCompilerIsNeverQuiet() throws Exception {
    WarmUp.of(this::usage, duration -> use(duration, 50), LONG);
    assertThat(bursts).containsExactly(Duration.ofSeconds(1), LONG, LONG, LONG);
  }

  private Usage usage() {
    return new Usage(loop + others, loop, 0);
  }

  private void use(Duration duration, long ofOthers) {
    bursts.add(duration);
    loop += 100;
    others += ofOthers;
  }
}
