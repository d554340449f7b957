package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IoUringSettingsTest {
  @Test
  void withoutMultishotItIsOfUse() {
    assertThat(IoUringSettings.refusal(false, false)).isNull();
  }

  @Test
  void eitherMultishotIsRefusedWithWhatToDo() {
    assertThat(IoUringSettings.refusal(true, false))
        .hasMessageContaining("multishot accepts")
        .hasMessageContaining("-Dio.netty.iouring.acceptMultiShotEnabled=false");
    assertThat(IoUringSettings.refusal(false, true))
        .hasMessageContaining("multishot polls")
        .hasMessageContaining("-Dio.netty.iouring.pollAddMultishotEnabled=false");
  }

  @Test
  void theProbeSetsItUpUnlessTheUserHasSpoken() {
    Throwable unused = TransportFactory.unavailability(Transport.IO_URING);
    assertThat(System.getProperty("io.netty.iouring.acceptMultiShotEnabled")).isNotNull();
    assertThat(System.getProperty("io.netty.iouring.pollAddMultishotEnabled")).isNotNull();
  }
}
