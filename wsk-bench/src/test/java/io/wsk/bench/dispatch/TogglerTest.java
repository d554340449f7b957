package io.wsk.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.bench.wsk.Callbacks;
import io.wsk.bench.wsk.ReceiveSwitch;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TogglerTest {
  @Test
  void togglesWhileBuffersAreReceivedAndLeavesTheCallbackEnabled()
      throws IOException, InterruptedException {
    WskReceiver receiver =
        WskReceiver.open(
            Receivers.options().build(), Callbacks.DYNAMIC, Work.ACCEPT_ALL.wsk(), false);
    try (ReadDriver reads = Receivers.reads(receiver, 16, 64)) {
      Toggler toggler =
          new Toggler(
              new ReceiveSwitch(receiver.socket()),
              receiver.channel().eventLoop(),
              Toggler.FULL_SPEED);
      while (toggler.toggles() < 1000 && toggler.isRight()) {
        assertThat(reads.run(1024)).isTrue();
      }
      toggler.close();
      assertThat(toggler.isRight()).isTrue();
      assertThat(reads.run(1024)).isTrue();
    }
  }
}
