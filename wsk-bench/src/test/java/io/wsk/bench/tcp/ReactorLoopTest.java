package io.wsk.bench.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.wsk.bench.server.ServerTransport;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody is measured on another transport than the others. */
class ReactorLoopTest {
  @ParameterizedTest
  @EnumSource
  void isOnTheTransportThatWasAskedFor(ServerTransport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport + " is not available");
    ReactorLoop loop = new ReactorLoop(transport);
    EventLoopGroup group = loop.onServer(true);
    ServerSocketChannel listener = loop.onChannel(ServerSocketChannel.class, group);
    assertThat(listener.getClass()).isEqualTo(transport.serverChannel());
    assertThat(loop.onChannelClass(ServerSocketChannel.class, group))
        .isEqualTo(transport.serverChannel());
    group.register(listener).sync();
    listener.close().sync();
    assertThatThrownBy(() -> loop.onChannel(SocketChannel.class, group))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SocketChannel");
    loop.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    assertThat(group.isTerminated()).isTrue();
  }
}
