package io.wsk.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wsk.bench.load.Subject;
import io.wsk.bench.server.MemoryUsage;
import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MemoryMeasurementTest {
  private static final int FEW = 10;

  static Stream<Arguments> all() {
    return Stream.of(ServerTransport.values())
        .flatMap(t -> MemorySuite.subjects().stream().map(subject -> Arguments.of(t, subject)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServerKeepsConnectionsAndAnswersThem(ServerTransport transport, Subject subject)
      throws Exception {
    assumeTrue(transport.isAvailable());
    try (Server server = subject.factory().start(transport)) {
      MemoryMeasurement measured =
          MemoryMeasurement.of(server.port(), FEW, MemoryUsage::ofThisProcess);
      assertThat(measured.connections()).isEqualTo(FEW);
    }
  }

  @Test
  void dividesWhatHasComeOnTop() throws Exception {
    long[] readings = {1_000, 21_000, 41_000};
    int[] next = {0};
    try (ServerSocket server = echo()) {
      MemoryMeasurement measured =
          MemoryMeasurement.of(
              server.getLocalPort(),
              FEW,
              () -> {
                long reading = readings[next[0]++];
                return new MemoryUsage(reading, reading / 2);
              });
      assertThat(measured.heap(false)).isEqualTo(2_000);
      assertThat(measured.heap(true)).isEqualTo(4_000);
      assertThat(measured.direct(false)).isEqualTo(1_000);
      assertThat(measured.direct(true)).isEqualTo(2_000);
    }
  }

  @Test
  void noticesAServerThatDoesNotAnswer() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> refuseAll(server), "test-server");
      thread.setDaemon(true);
      thread.start();
      assertThatThrownBy(() -> IdleConnections.open(server.getLocalPort(), FEW))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining("connection 9");
    }
  }

  @Test
  void namesHowManyConnectionsThereWere() {
    assertThat(new MemoryCell(10_000, false).label()).isEqualTo("10,000 connections, never used");
    assertThat(new MemoryCell(812, true).label()).isEqualTo("812 connections, used once");
  }

  /** Echoes on each connection, with a thread for each. */
  private static ServerSocket echo() throws IOException {
    ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> echoAll(server), "test-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void echoAll(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> echo(socket), "test-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      int read;
      while ((read = socket.getInputStream().read()) >= 0) {
        socket.getOutputStream().write(read);
      }
    } catch (IOException e) {
      // The client has reset it.
    }
  }

  private static void refuseAll(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.shutdownOutput();
        socket.getInputStream().read();
      } catch (IOException e) {
        // The client has seen enough, or the test has.
      }
    }
  }
}
