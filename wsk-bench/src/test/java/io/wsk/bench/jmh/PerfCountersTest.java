package io.wsk.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PerfCountersTest {
  @Test
  void countsAreCounts() {
    assertThat(PerfCounters.counts("  612,345  cycles\n  498,765  instructions  # 0.81\n"))
        .isTrue();
  }

  @Test
  void whatTheHostDoesNotCountIsNoCount() {
    assertThat(PerfCounters.counts("<not supported>  cycles\n<not supported>  instructions\n"))
        .isFalse();
    assertThat(PerfCounters.counts("612,345 cycles\n<not counted> instructions\n")).isFalse();
    assertThat(PerfCounters.counts("perf: not found")).isFalse();
  }
}
