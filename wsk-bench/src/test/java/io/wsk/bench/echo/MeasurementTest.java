package io.wsk.bench.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Metric;
import io.wsk.bench.server.Usage;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final Load.Result RESULT = new Load.Result(1000, 500_000_000);

  @Test
  void costsAreForOneMessage() {
    assertThat(CostMeasurement.figures(RESULT, new Usage(9000, 7000, 32_000)))
        .containsEntry(Metric.CPU, 9.0)
        .containsEntry(Metric.LOOP_CPU, 7.0)
        .containsEntry(Metric.LOOP_ALLOCATION, 32.0)
        .containsEntry(Metric.THROUGHPUT, 2000.0);
  }

  @Test
  void aServerWithoutAHeapAllocatesNothingThatCouldBeToldOf() {
    assertThat(CostMeasurement.figures(RESULT, new Usage(9000, 7000, Usage.UNKNOWN)))
        .containsOnlyKeys(Metric.CPU, Metric.LOOP_CPU, Metric.THROUGHPUT);
  }

  @Test
  void latenciesAreInMicroseconds() {
    Histogram nanos = new Histogram(3);
    nanos.recordValueWithCount(10_000, 9980);
    nanos.recordValueWithCount(700_000, 20);
    assertThat(LatencyMeasurement.figures(nanos))
        .hasEntrySatisfying(Metric.LATENCY_P50, micros -> assertThat(micros).isBetween(9.9, 10.1))
        .hasEntrySatisfying(Metric.LATENCY_P99, micros -> assertThat(micros).isBetween(9.9, 10.1))
        .hasEntrySatisfying(
            Metric.LATENCY_P999, micros -> assertThat(micros).isBetween(699.0, 701.0));
  }
}
