package io.wsk.examples;

import static io.wsk.examples.Client.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wsk.netty.Transport;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both servers promise, on every transport of the host that is chosen by default. */
@ExtendWith(LogWatch.class)
class EchoServersTest {
  private static final int MEGABYTE = 1_000_000;

  private enum Style {
    CALLBACKS,
    REQUESTS
  }

  private record Subject(Style style, Transport transport, boolean staticCallbacks) {
    RunningServer start() throws InterruptedException {
      return start(0);
    }

    RunningServer start(int port) throws InterruptedException {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      ServerConfig config = new ServerConfig(address, transport, staticCallbacks, 2);
      return style == Style.CALLBACKS ? EchoServer.start(config) : IrpEchoServer.start(config);
    }
  }

  static List<Subject> subjects() {
    List<Subject> all = new ArrayList<>();
    for (Transport transport : List.of(Transport.NIO, Transport.EPOLL, Transport.KQUEUE)) {
      if (transport.isAvailable()) {
        for (Style style : Style.values()) {
          all.add(new Subject(style, transport, false));
          all.add(new Subject(style, transport, true));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void bytesComeBackToEachOfSeveralClients(Subject subject) throws Exception {
    try (RunningServer server = subject.start()) {
      List<CompletableFuture<byte[]>> echoes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        byte[] sent = pattern(MEGABYTE, i);
        echoes.add(CompletableFuture.supplyAsync(() -> echoOf(server, sent)));
      }
      for (int i = 0; i < echoes.size(); i++) {
        byte[] echo = echoes.get(i).get(Client.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(echo).isEqualTo(pattern(MEGABYTE, i));
      }
      assertThat(server.totals().served()).isEqualTo(4);
      assertThat(server.totals().bytes()).isEqualTo(4 * MEGABYTE);
      assertThat(server.totals().messages()).isPositive();
    }
  }

  private static byte[] echoOf(RunningServer server, byte[] sent) {
    try (Client client = new Client(server.address())) {
      CompletableFuture<Void> written = client.writeInBackground(sent, false);
      byte[] echo = client.read(sent.length);
      written.get(Client.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      return echo;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aClientThatStopsSendingGetsEverythingAndThenTheEnd(Subject subject) throws Exception {
    try (RunningServer server = subject.start();
        Client client = new Client(server.address())) {
      byte[] sent = pattern(MEGABYTE, 7);
      CompletableFuture<Void> written = client.writeInBackground(sent, true);
      assertThat(client.readToEnd()).isEqualTo(sent);
      assertThat(written).succeedsWithin(Duration.ofMillis(Client.LIMIT_MILLIS));
      await().until(() -> server.totals().open() == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aClientThatSendsNothingGetsTheEnd(Subject subject) throws Exception {
    try (RunningServer server = subject.start();
        Client client = new Client(server.address())) {
      client.shutdownOutput();
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aClientThatReadsLateLosesNothing(Subject subject) throws Exception {
    // More than the buffers of both kernels hold, so that the server has to hold the client back.
    byte[] sent = pattern(32 * MEGABYTE, 11);
    try (RunningServer server = subject.start();
        Client client = new Client(server.address())) {
      CompletableFuture<Void> written = client.writeInBackground(sent, true);
      await().until(() -> server.totals().bytes() > MEGABYTE);
      assertThat(written).isNotDone();
      assertThat(Arrays.equals(client.readToEnd(), sent)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aClientThatResetsDoesNoHarm(Subject subject) throws Exception {
    try (RunningServer server = subject.start();
        Client other = new Client(server.address())) {
      Client resetting = new Client(server.address());
      resetting.write(pattern(100_000, 13));
      resetting.reset();
      await().until(() -> server.totals().served() == 2 && server.totals().open() == 1);

      other.write(pattern(100, 17));
      assertThat(other.read(100)).isEqualTo(pattern(100, 17));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void stopWithConnectedClientsLeavesNothingOpen(Subject subject) throws Exception {
    RunningServer server = subject.start();
    try (Client idle = new Client(server.address());
        Client notReading = new Client(server.address())) {
      CompletableFuture<Void> written =
          notReading.writeInBackground(pattern(32 * MEGABYTE, 19), false);
      await().until(() -> server.totals().bytes() > MEGABYTE && server.totals().open() == 2);

      long begin = System.nanoTime();
      StopReport report = server.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(RunningServer.STOP_LIMIT);
      assertThat(report).hasToString("stopped cleanly: 2 connections served");
      assertThat(server.totals().open()).isZero();
      assertThat(server.stop()).isSameAs(report);
      // A close without a disconnect is a reset.
      assertThatThrownBy(idle::readToEnd).isInstanceOf(IOException.class);
      assertThat(written).failsWithin(Duration.ofMillis(Client.LIMIT_MILLIS));
      assertThatThrownBy(() -> new Client(server.address())).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aPortInUseIsNamedAndNothingStaysOpen(Subject subject) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      long begin = System.nanoTime();
      assertThatThrownBy(() -> subject.start(port))
          .isInstanceOfSatisfying(
              NtStatusException.class,
              e -> assertThat(e.status()).isEqualTo(NtStatus.STATUS_ADDRESS_ALREADY_EXISTS))
          .hasMessageContaining("127.0.0.1:" + port);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(RunningServer.STOP_LIMIT);
    }
  }
}
