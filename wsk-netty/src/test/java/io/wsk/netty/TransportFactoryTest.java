package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TransportFactoryTest {
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a host without kqueue")
  void aTransportThatTheHostLacksIsRefusedWithTheReasonAndWhatThereIs() {
    assertThatThrownBy(() -> TransportFactory.of(Transport.KQUEUE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transport kqueue is not available here")
        .hasMessageNotContaining("null")
        .hasMessageContaining("available: auto, nio")
        .hasMessageNotContaining(", kqueue")
        .hasCauseInstanceOf(Throwable.class);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a host without kqueue")
  void aProviderOnATransportThatTheHostLacksCannotBeMade() {
    NettyOptions options = NettyOptions.builder().transport(Transport.KQUEUE).build();
    assertThatThrownBy(() -> new NettyWskProvider(options))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kqueue");
  }

  @Test
  void nioIsEverywhere() {
    assertThat(Transport.NIO.isAvailable()).isTrue();
    assertThat(TransportFactory.of(Transport.NIO).transport()).isEqualTo(Transport.NIO);
  }

  @Test
  void autoIsWhatTheHostHasAndNeverIoUring() {
    Transport chosen = TransportFactory.of(Transport.AUTO).transport();
    assertThat(chosen).isNotIn(Transport.AUTO, Transport.IO_URING);
    assertThat(chosen.isAvailable()).isTrue();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
  void autoIsEpollOnLinux() {
    assertThat(Epoll.unavailabilityCause()).as("why epoll cannot be used").isNull();
    assertThat(TransportFactory.of(Transport.AUTO).transport()).isEqualTo(Transport.EPOLL);
  }
}
