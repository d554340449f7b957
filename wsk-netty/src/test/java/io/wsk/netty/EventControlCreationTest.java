package io.wsk.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A connection gets its event control from the first thread that asks, and all get the same one:
 * two would each let a disable request through, where one is told that the other is pending.
 *
 * <p>Not a stress test of the harness for those, which would need a host's socket for each of its
 * many states.
 */
class EventControlCreationTest {
  private static final int ROUNDS = 500;

  @Test
  void threadsThatAskAtOnceGetTheSame() throws Exception {
    NettyOptions options = NettyOptions.builder().transport(Transport.NIO).threads(1).build();
    TransportFactory transport = TransportFactory.of(Transport.NIO);
    ProviderRuntime runtime = new ProviderRuntime(options, transport, () -> {}, new JdkNames());
    Client client = new Client(runtime, null);
    SocketProtocolFamily family = SocketProtocolFamily.INET;
    DefaultEventLoop loop = new DefaultEventLoop(); // has no thread before there is work for it
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        DuplexChannel channel = transport.connecting(family);
        ConnectionSocket socket = new ConnectionSocket(client, loop, channel, family);
        Future<EventControl> one = threads.submit(() -> ask(socket, together));
        Future<EventControl> other = threads.submit(() -> ask(socket, together));
        assertThat(one.get()).isNotNull().isSameAs(other.get()).isSameAs(socket.eventControl());
        channel.unsafe().closeForcibly();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static EventControl ask(ConnectionSocket socket, CyclicBarrier together)
      throws Exception {
    together.await();
    return socket.eventControl();
  }
}
