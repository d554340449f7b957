package io.wsk.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.jmh.Failures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
  @ParameterizedTest
  @EnumSource
  void isOpenBeforeAndAfterItWasSwitched(GateSubject subject) {
    Gate gate = subject.open();
    assertThat(gate.pass()).isTrue();
    gate.closeAndOpen();
    assertThat(gate.pass()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aGateThatNobodyClosesIsNeverFoundClosed(GateSubject subject) throws InterruptedException {
    GateBenchmark benchmark = new GateBenchmark();
    benchmark.subject = subject;
    benchmark.traffic = GateTraffic.ALONE;
    benchmark.open();
    Failures failures = new Failures();
    assertThat(benchmark.pass(failures)).isTrue();
    benchmark.close();
    assertThat(failures.failed).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"RAW", "DYNAMIC"})
  void anotherThreadClosesIt(GateSubject subject) throws InterruptedException {
    GateBenchmark benchmark = new GateBenchmark();
    benchmark.subject = subject;
    benchmark.traffic = GateTraffic.CONTENDED;
    benchmark.open();
    Failures failures = new Failures();
    while (benchmark.pass(failures)) {
      Thread.onSpinWait();
    }
    benchmark.close();
    assertThat(failures.failed).isZero();
  }
}
