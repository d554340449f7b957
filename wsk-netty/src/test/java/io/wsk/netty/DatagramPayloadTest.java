package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.MSG_TRUNC;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.ReceivedFrom;
import io.wsk.api.Wsk;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.tck.Bytes;
import io.wsk.tck.DatagramPeer;
import io.wsk.tck.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider that is told how long datagrams get: what is longer is cut, and that is said. */
class DatagramPayloadTest {
  private static final int PAYLOAD = 1000;

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"NIO", "EPOLL"})
  void aDatagramThatIsLongerIsCutAndMarked(Transport transport) throws Exception {
    Assumptions.assumeTrue(transport.isAvailable(), "no " + transport.label() + " here");
    NettyOptions options =
        NettyOptions.builder()
            .transport(transport)
            .threads(1)
            .datagramPayloadBytes(PAYLOAD)
            .build();
    try (WskRegistration registration =
            Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), new NettyWskProvider(options));
        WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT);
        DatagramPeer peer = new DatagramPeer()) {
      WskDatagramSocket socket =
          npi.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, null, WskClientDatagramDispatch.none())
              .await(Eventually.LIMIT);
      socket
          .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .await(Eventually.LIMIT);
      ByteBuf target = Unpooled.directBuffer(2 * PAYLOAD);
      for (int length : List.of(0, PAYLOAD, PAYLOAD + 1, PAYLOAD, 2 * PAYLOAD)) {
        byte[] sent = Bytes.pattern(length, length);
        // Two at a time, so that one system call brings more than one.
        InetSocketAddress to = socket.getLocalAddress().await(Eventually.LIMIT);
        peer.send(sent, to);
        peer.send(sent, to);
        for (int i = 0; i < 2; i++) {
          ReceivedFrom received = new ReceivedFrom();
          long count =
              socket.receiveFrom(WskBuf.ofWritable(target), received).await(Eventually.LIMIT);
          assertThat(count).isEqualTo(Math.min(length, PAYLOAD));
          assertThat(received.controlFlags() & MSG_TRUNC)
              .as("%s bytes", length)
              .isEqualTo(length > PAYLOAD ? MSG_TRUNC : 0);
          assertThat(Bytes.first(target, count))
              .isEqualTo(java.util.Arrays.copyOf(sent, (int) count));
        }
      }
      target.release();
      socket.close().await(Eventually.LIMIT);
    }
  }
}
