package io.wsk.bench.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EchoLoadTest {
  private static final Shape SHAPE = new Shape(1, 64, 4);
  private static final Duration SHORT = Duration.ofMillis(20);

  /** What a server does with a chunk of bytes. */
  private interface Answer {
    void to(byte[] bytes, int count, OutputStream out) throws IOException;
  }

  @Test
  void takesWhatWasSent() throws Exception {
    try (ServerSocket server = serving((bytes, count, out) -> out.write(bytes, 0, count));
        EchoLoad load = EchoLoad.connect(server.getLocalPort(), SHAPE)) {
      assertThat(load.run(SHORT).messages()).isPositive();
      assertThat(load.run(SHORT).messages()).isPositive();
    }
  }

  @Test
  void noticesAChangedByte() throws Exception {
    assertWrong(
        (bytes, count, out) -> {
          bytes[count - 1]++;
          out.write(bytes, 0, count);
        },
        "changed");
  }

  @Test
  void noticesTooManyBytes() throws Exception {
    assertWrong((bytes, count, out) -> out.write(new byte[count + 1024]), "more bytes");
  }

  @Test
  void noticesAnEarlyEnd() throws Exception {
    assertWrong((bytes, count, out) -> out.close(), "");
  }

  private static void assertWrong(Answer answer, String message) throws Exception {
    try (ServerSocket server = serving(answer);
        EchoLoad load = EchoLoad.connect(server.getLocalPort(), SHAPE)) {
      assertThatThrownBy(() -> load.run(SHORT))
          .isInstanceOf(WrongEchoException.class)
          .hasMessageContaining(message);
    }
  }

  /** Serves one connection until either end closes it. */
  private static ServerSocket serving(Answer answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(server, answer), "test-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void serve(ServerSocket server, Answer answer) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[1024];
      int count;
      while ((count = in.read(bytes)) >= 0) {
        answer.to(bytes, count, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The client has seen enough.
    }
  }
}
