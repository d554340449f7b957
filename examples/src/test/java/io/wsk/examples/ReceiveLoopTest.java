package io.wsk.examples;

import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One IRP receives a stream to its end. */
@ExtendWith(LogWatch.class)
class ReceiveLoopTest {
  private final ByteBuf taken = Unpooled.buffer();
  private final CompletableFuture<NtStatus> end = new CompletableFuture<>();

  /** Connects to a server that then does this with its end of the connection. */
  private NtStatus endAfter(Transport transport, PeerAction action) throws Exception {
    ByteBuf memory = Unpooled.directBuffer(1_000, 1_000);
    try (WskTest wsk = new WskTest(transport);
        ServerSocket server = new ServerSocket()) {
      server.bind(WskTest.LOOPBACK);
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      WskConnectionSocket socket =
          wsk.open(
              wsk.npi()
                  .socketConnect(
                      WskTest.LOOPBACK, address, null, WskClientConnectionDispatch.none()));
      new ReceiveLoop(socket, memory, taken::writeBytes, end::complete).receiveNext();
      try (Socket peer = server.accept()) {
        action.run(peer);
        return end.get(Client.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } finally {
      memory.release();
    }
  }

  private interface PeerAction {
    void run(Socket peer) throws Exception;
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void takesEverythingUpToTheEnd(Transport transport) throws Exception {
    byte[] sent = Client.pattern(100_000, 3);
    NtStatus status =
        endAfter(
            transport,
            peer -> {
              peer.getOutputStream().write(sent);
              peer.shutdownOutput();
            });
    assertThat(status).isEqualTo(STATUS_SUCCESS);
    assertThat(taken).isEqualTo(Unpooled.wrappedBuffer(sent));
  }

  @ParameterizedTest
  @MethodSource("io.wsk.examples.WskTest#transports")
  void tellsOfAReset(Transport transport) throws Exception {
    NtStatus status =
        endAfter(
            transport,
            peer -> {
              peer.setSoLinger(true, 0);
              peer.close();
            });
    assertThat(status).isEqualTo(STATUS_CONNECTION_RESET);
  }
}
