package io.wsk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The datagram servers, against plain sockets. */
@ExtendWith(LogWatch.class)
class DatagramServersTest {
  static List<Transport> transports() {
    List<Transport> all =
        new ArrayList<>(List.of(Transport.NIO, Transport.EPOLL, Transport.KQUEUE));
    all.removeIf(transport -> !transport.isAvailable());
    return all;
  }

  private static ServerConfig config(Transport transport, int port, boolean staticCallbacks) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new ServerConfig(address, transport, staticCallbacks, 2);
  }

  private static DatagramSocket plain() throws Exception {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setSoTimeout(Client.LIMIT_MILLIS);
    return socket;
  }

  private static void send(DatagramSocket from, byte[] bytes, InetSocketAddress to)
      throws Exception {
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private static DatagramPacket receive(DatagramSocket socket) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.receive(packet);
    return packet;
  }

  private static byte[] bytes(DatagramPacket packet) {
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @ParameterizedTest
  @MethodSource("transports")
  void eachDatagramComesBackToItsSender(Transport transport) throws Exception {
    for (boolean staticCallbacks : new boolean[] {false, true}) {
      try (RunningServer server = DatagramEchoServer.start(config(transport, 0, staticCallbacks));
          DatagramSocket one = plain();
          DatagramSocket two = plain()) {
        for (int length : new int[] {1, 100, 1472, 9000, 65_507}) {
          send(one, Client.pattern(length, 1), server.address());
          send(two, Client.pattern(length, 2), server.address());
          assertThat(bytes(receive(one))).isEqualTo(Client.pattern(length, 1));
          assertThat(bytes(receive(two))).isEqualTo(Client.pattern(length, 2));
        }
        assertThat(server.totals().messages()).isEqualTo(10);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void theRelayPassesDatagramsOnAndAnswersBack(Transport transport) throws Exception {
    try (DatagramSocket target = plain();
        DatagramSocket client = plain()) {
      InetSocketAddress there = (InetSocketAddress) target.getLocalSocketAddress();
      try (RunningServer relay = Relay.start(config(transport, 0, true), there)) {
        for (int i = 0; i < 200; i++) {
          send(client, Client.pattern(i + 1, i), relay.address());
          DatagramPacket came = receive(target);
          assertThat(bytes(came)).isEqualTo(Client.pattern(i + 1, i));
          InetSocketAddress from = (InetSocketAddress) came.getSocketAddress();
          assertThat(from).isNotEqualTo(client.getLocalSocketAddress());
          send(target, Client.pattern(i + 1, -i), from);
          DatagramPacket answer = receive(client);
          assertThat(bytes(answer)).isEqualTo(Client.pattern(i + 1, -i));
          assertThat(answer.getSocketAddress()).isEqualTo(relay.address());
        }
        assertThat(relay.totals().messages()).isEqualTo(400);
        StopReport report = relay.stop();
        assertThat(report.isClean()).isTrue();
        assertThat(relay.stop()).isSameAs(report);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aPortInUseIsNamedAndNothingStaysOpen(Transport transport) throws Exception {
    try (DatagramSocket taken = plain()) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> DatagramEchoServer.start(config(transport, port, false)))
          .isInstanceOfSatisfying(
              NtStatusException.class,
              e -> assertThat(e.status()).isEqualTo(NtStatus.STATUS_ADDRESS_ALREADY_EXISTS))
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }
}
