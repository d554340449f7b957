package io.wsk.bench.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UdpLoadTest {
  private static final UdpCell CELL = new UdpCell(64, 4);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LOSS = Duration.ofMillis(20);

  /** What a server does with a datagram. */
  private interface Answer {
    void to(DatagramPacket packet, DatagramSocket socket) throws IOException;
  }

  @Test
  void takesWhatWasSent() throws Exception {
    try (DatagramSocket server = serving((packet, socket) -> socket.send(packet));
        UdpLoad load = UdpLoad.open(server.getLocalPort(), CELL)) {
      UdpLoad.Result result = load.run(SHORT);
      assertThat(result.messages()).isGreaterThan(CELL.inFlight());
      assertThat(result.lost()).isZero();
      assertThat(load.run(SHORT).messages()).isPositive();
    }
  }

  @Test
  void goesOnWithoutALostDatagramAndCountsIt() throws Exception {
    int[] count = {0};
    Answer oneLost =
        (packet, socket) -> {
          if (count[0]++ != 2) {
            socket.send(packet);
          }
        };
    try (DatagramSocket server = serving(oneLost);
        UdpLoad load = UdpLoad.open(server.getLocalPort(), CELL)) {
      UdpLoad.Result result = load.run(Duration.ofMillis(500));
      assertThat(result.lost()).isEqualTo(1);
      assertThat(result.messages()).isGreaterThan(100);
    }
  }

  @Test
  void endsAndFailsIfNothingComesBack() throws Exception {
    assertWrong((packet, socket) -> {}, "0 came back");
  }

  @Test
  void noticesAChangedByte() throws Exception {
    assertWrong(
        (packet, socket) -> {
          packet.getData()[packet.getLength() - 1]++;
          socket.send(packet);
        },
        "changed");
  }

  @Test
  void noticesAChangedNumber() throws Exception {
    assertWrong(
        (packet, socket) -> {
          packet.getData()[0]--;
          socket.send(packet);
        },
        "changed");
  }

  @Test
  void noticesACutDatagram() throws Exception {
    assertWrong(
        (packet, socket) -> {
          packet.setLength(packet.getLength() - 1);
          socket.send(packet);
        },
        "came back with 63");
  }

  @Test
  void noticesADatagramThatComesTwice() throws Exception {
    assertWrong(
        (packet, socket) -> {
          socket.send(packet);
          socket.send(packet);
        },
        "twice");
  }

  private static void assertWrong(Answer answer, String message) throws Exception {
    try (DatagramSocket server = serving(answer);
        UdpLoad load = UdpLoad.open(server.getLocalPort(), CELL, LOSS)) {
      assertThatThrownBy(() -> load.run(SHORT))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining(message);
    }
  }

  /** Serves until it is closed. */
  private static DatagramSocket serving(Answer answer) throws IOException {
    DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(server, answer), "test-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void serve(DatagramSocket server, Answer answer) {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      while (true) {
        packet.setLength(2048);
        server.receive(packet);
        answer.to(packet, server);
      }
    } catch (SocketException e) {
      assertThat(server.isClosed()).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
