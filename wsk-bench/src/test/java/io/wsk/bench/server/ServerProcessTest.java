package io.wsk.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ServerProcessTest {
  private static final List<String> RAW =
      ServerCommand.of("echo-raw", ServerTransport.NIO, List.of());

  @Test
  void saysWhereItListensAndWhatItUses() throws Exception {
    try (ServerProcess process = ServerProcess.start(RAW)) {
      Usage before = process.usage();
      echo(process.port());
      Usage used = process.usage().minus(before);
      assertThat(used.loopNanos()).isPositive();
      assertThat(used.processNanos()).isGreaterThanOrEqualTo(used.loopNanos());
      assertThat(used.loopBytes()).isPositive();
    }
  }

  private static void echo(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(7);
      assertThat(socket.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void toleratesAServerWithoutAHeap() throws Exception {
    String script =
        "echo noise; echo wsk-bench: 7; read q; echo wsk-bench: $$ - - -; read q; exit 0";
    try (ServerProcess process = ServerProcess.start(List.of("sh", "-c", script))) {
      assertThat(process.port()).isEqualTo(7);
      Usage usage = process.usage();
      assertThat(usage.hasHeap()).isFalse();
      assertThat(usage.minus(usage).loopBytes()).isEqualTo(Usage.UNKNOWN);
      assertThat(usage.processNanos()).isPositive();
    }
  }

  @Test
  void saysThatAServerHasEnded() throws Exception {
    List<String> command = ServerCommand.of("echo-nobody", ServerTransport.NIO, List.of());
    ServerProcess process = ServerProcess.start(command);
    assertThatThrownBy(process::port).isInstanceOf(IOException.class).hasMessageContaining("ended");
    assertThatThrownBy(process::close).hasMessageContaining("ended with 2");
  }
}
