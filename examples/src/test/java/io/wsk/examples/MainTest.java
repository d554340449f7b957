package io.wsk.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wsk.netty.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line, in this process where it ends by itself, otherwise in one of its own. */
@ExtendWith(LogWatch.class)
class MainTest {
  private record Result(int exitCode, List<String> out, List<String> err) {}

  private static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine(new PrintStream(PrintStream.nullOutputStream(), true, UTF_8))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = command.execute(args);
    return new Result(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "irp-echo", "datagram-echo"})
  void anUnknownTransportIsAnsweredWithTheOnesThereAre(String server) {
    Result result = run(server, "--transport", "carrier-pigeon");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0))
        .contains("carrier-pigeon", "auto", "nio", "epoll", "kqueue", "io_uring");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "irp-echo", "guarded-echo"})
  void aPortInUseIsOneLineThatNamesTheAddress(String server) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result = run(server, "--port", Integer.toString(taken.getLocalPort()));
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).hasSize(1);
      assertThat(result.err().get(0))
          .contains("127.0.0.1:" + taken.getLocalPort(), "STATUS_ADDRESS_ALREADY_EXISTS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=70000", "--port=-1", "--threads=-1", "--port=x", "--nonsense"})
  void aBadOptionIsOneLine(String option) {
    Result result = run("echo", option);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
  }

  @Test
  void aBadOptionOfTheGuardIsOneLine() {
    Result result = run("guarded-echo", "--lookup-millis=-1");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0)).contains("--lookup-millis", "-1");
  }

  @Test
  void aTransportOfAnotherHostIsOneLine() {
    Transport foreign = Transport.KQUEUE.isAvailable() ? Transport.EPOLL : Transport.KQUEUE;
    Result result = run("echo", "--port", "0", "--transport", foreign.label());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0)).contains(foreign.label());
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "127.0.0.1:x"})
  void aBadTargetIsOneLine(String target) {
    Result result = run("relay", "--target", target);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
    assertThat(result.err().get(0)).contains(target);
  }

  @Test
  void withoutACommandThereIsOneLine() {
    Result result = run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "irp-echo", "guarded-echo", "datagram-echo"})
  void helpNamesTheOptions(String server) {
    Result result = run(server, "--help");
    assertThat(result.exitCode()).isZero();
    assertThat(String.join("\n", result.out()))
        .contains("--host", "--port", "--transport", "--static", "--threads");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "irp-echo"})
  void aSignalStopsAServerWithConnectedClients(String server) throws Exception {
    Process process =
        java("io.wsk.examples.Main", server, "--port", "0", "--transport", "nio", "--static");
    try (BufferedReader out = reader(process)) {
      String first = out.readLine();
      assertThat(first)
          .matches(server + " on 127\\.0\\.0\\.1:\\d+, transport nio, static callbacks");
      int port = Integer.parseInt(first.replaceAll(".*:(\\d+),.*", "$1"));
      try (Client client =
          new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
        client.write(new byte[] {1, 2, 3});
        assertThat(client.read(3)).containsExactly(1, 2, 3);
        assertThat(out.readLine()).matches("1 connections, \\d+ messages/s, \\d+\\.\\d MB/s");
        // By its handle: destroying the process itself would close its output, too.
        process.toHandle().destroy();
        assertThat(out.lines().toList()).endsWith("stopped cleanly: 1 connections served");
      }
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theMinimalExampleEchoes() throws Exception {
    int port = freePort();
    Process process = java("-Dport=" + port, "io.wsk.examples.MinimalEcho");
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      await().until(() -> process.isAlive() && canConnect(address));
      try (Client client = new Client(address)) {
        byte[] sent = Client.pattern(1_000_000, 23);
        CompletableFuture<Void> written = client.writeInBackground(sent, true);
        assertThat(client.readToEnd()).isEqualTo(sent);
        assertThat(written).succeedsWithin(Duration.ofMillis(Client.LIMIT_MILLIS));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process java(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    Stream.of(args).forEach(command::add);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static boolean canConnect(InetSocketAddress address) {
    try {
      new Client(address).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
