package io.wsk.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void everyReceiverGetsEveryByteAndGivesEveryBufferBack(Variant variant)
      throws IOException, InterruptedException {
    try (Receiver receiver = variant.open()) {
      receiver.awaitReady();
      try (ReadDriver driver = new ReadDriver(receiver, 16)) {
        assertThat(driver.receive(64)).isTrue();
        assertThat(driver.receive(16)).isTrue();
      }
    }
  }
}
