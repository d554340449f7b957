package io.wsk.bench.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.bench.server.WrongAnswerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AcceptLoadTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LIMIT = Duration.ofMillis(200);

  /** What a server does with a connection. */
  private interface Answer {
    void to(Socket socket) throws IOException;
  }

  @Test
  void countsConnections() throws Exception {
    Answer echo = socket -> socket.getOutputStream().write(socket.getInputStream().read());
    try (ServerSocket server = serving(echo);
        AcceptLoad load = load(server)) {
      AcceptLoad.Result result = load.run(SHORT);
      assertThat(result.connections()).isGreaterThanOrEqualTo(4);
      assertThat(result.nanos()).isGreaterThanOrEqualTo(SHORT.toNanos());
    }
  }

  @Test
  void noticesAWrongByte() throws Exception {
    assertWrong(
        socket -> socket.getOutputStream().write(socket.getInputStream().read() + 1), "changed");
  }

  @Test
  void noticesAConnectionWithoutAnAnswer() throws Exception {
    assertWrong(socket -> socket.getInputStream().read(), "without an answer");
  }

  @Test
  void doesNotWaitForEver() throws Exception {
    assertWrong(
        socket -> {
          while (socket.getInputStream().read() >= 0) {
            // Says nothing.
          }
        },
        "timed out");
  }

  @Test
  void noticesThatNobodyListens() throws Exception {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.close();
    try (AcceptLoad load = load(server)) {
      assertThatThrownBy(() -> load.run(SHORT))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining("connection 0 failed");
    }
  }

  private static void assertWrong(Answer answer, String message) throws Exception {
    try (ServerSocket server = serving(answer);
        AcceptLoad load = load(server)) {
      assertThatThrownBy(() -> load.run(SHORT))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining(message);
    }
  }

  private static AcceptLoad load(ServerSocket server) {
    return new AcceptLoad(server.getLocalPort(), new AcceptCell(4), LIMIT);
  }

  private static ServerSocket serving(Answer answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(server, answer), "test-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void serve(ServerSocket server, Answer answer) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer.to(socket);
      } catch (IOException e) {
        // The client has seen enough, or the test has.
      }
    }
  }
}
