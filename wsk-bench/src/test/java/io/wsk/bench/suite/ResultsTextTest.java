package io.wsk.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.figures.Failure;
import io.wsk.bench.figures.Metric;
import io.wsk.bench.figures.Results;
import io.wsk.bench.figures.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTextTest {
  @Test
  void comparesEachSubjectWithRaw() {
    Results results =
        new Results(
            List.of(
                new Sample("udp", "64 B", "raw", Metric.LOOP_CPU, 0, 200),
                new Sample("udp", "64 B", "own", Metric.LOOP_CPU, 0, 300),
                new Sample("udp", "64 B", "raw", Metric.THROUGHPUT, 0, 10)),
            List.of(new Failure("udp", "64 B", "own", 1, "lost")));
    String text = new ResultsText(results).toString();
    assertThat(text.lines().map(line -> line.replaceAll(" +", " ")))
        .contains("event loop CPU, ns/message", "throughput, messages/s", "failed rounds: 1")
        .contains("64 B own 300 300..300 1 1.500 1.500..1.500 100 100..100")
        .contains("64 B raw 10 10..10 1 1.000 1.000..1.000 0 0..0");
  }
}
