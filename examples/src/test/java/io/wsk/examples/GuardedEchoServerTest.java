package io.wsk.examples;

import static io.wsk.examples.Client.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wsk.netty.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guarded server promises, on the transports of the host. */
@ExtendWith(LogWatch.class)
class GuardedEchoServerTest {
  private static final int FLOOD = 200;

  static Stream<Transport> transports() {
    return Stream.of(Transport.NIO, Transport.EPOLL, Transport.KQUEUE)
        .filter(Transport::isAvailable);
  }

  private static GuardedEchoServer start(
      Transport transport, Guard guard, Function<InetAddress, String> names) throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return GuardedEchoServer.start(new ServerConfig(address, transport, false, 2), guard, names);
  }

  private static Guard allowing(String... who) {
    return new Guard(List.of(who), List.of());
  }

  private static void assertEchoes(Client client) throws IOException {
    client.write(pattern(1000, 1));
    assertThat(client.read(1000)).isEqualTo(pattern(1000, 1));
  }

  /** A reset may come while the connect is still waited for: then that fails. */
  private static void assertReset(RunningServer server) {
    assertThatThrownBy(
            () -> {
              try (Client client = new Client(server.address())) {
                client.readToEnd();
              }
            })
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whoIsAllowedByNameIsServedAndWhoIsNotIsReset(Transport transport) throws Exception {
    List<String> answers = new ArrayList<>(List.of("good.example", "other.example"));
    try (GuardedEchoServer server =
        start(transport, allowing("good.example"), address -> answers.remove(0))) {
      try (Client good = new Client(server.address())) {
        assertEchoes(good);
        assertReset(server);
        assertEchoes(good);
      }
      assertThat(server.totals().served()).isEqualTo(1);
      await().until(() -> server.undecided() == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void anAddressThatIsDeniedIsResetWithoutALookUp(Transport transport) throws Exception {
    Guard guard = new Guard(List.of("good.example"), List.of("127.0.0.1"));
    try (GuardedEchoServer server =
        start(
            transport,
            guard,
            address -> {
              throw new AssertionError("looked up");
            })) {
      assertReset(server);
      assertThat(server.undecided()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void whatIsSentDuringTheLookUpIsEchoedAfterwards(Transport transport) throws Exception {
    CountDownLatch found = new CountDownLatch(1);
    try (GuardedEchoServer server = start(transport, allowing("a"), held(found));
        Client client = new Client(server.address())) {
      await().until(() -> server.undecided() == 1);
      client.write(pattern(1000, 1));
      client.shutdownOutput();
      found.countDown();
      assertThat(client.readToEnd()).isEqualTo(pattern(1000, 1));
    }
  }

  /** A look-up of the name "a" that ends when it is told to. */
  private static Function<InetAddress, String> held(CountDownLatch found) {
    return address -> {
      try {
        found.await(Client.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "a";
    };
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aFloodThatResetsDuringTheLookUpLeavesNothingBehind(Transport transport) throws Exception {
    CountDownLatch found = new CountDownLatch(1);
    try (GuardedEchoServer server = start(transport, allowing("a"), held(found))) {
      List<Client> flood = new ArrayList<>();
      for (int i = 0; i < FLOOD; i++) {
        flood.add(new Client(server.address()));
      }
      await().until(() -> server.undecided() == FLOOD);
      for (Client client : flood) {
        client.write(new byte[10]);
        client.reset();
      }
      await().until(() -> server.undecided() == 0);
      found.countDown();
      try (Client client = new Client(server.address())) {
        assertEchoes(client);
      }
      assertThat(server.totals().served()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aStopDuringLookUpsResetsThoseWhoWait(Transport transport) throws Exception {
    GuardedEchoServer server = start(transport, allowing("a"), held(new CountDownLatch(1)));
    try (Client client = new Client(server.address())) {
      await().until(() -> server.undecided() == 1);
      assertThat(server.stop()).hasToString("stopped cleanly: 0 connections served");
      assertThatThrownBy(client::readToEnd).isInstanceOf(IOException.class);
      assertThat(server.undecided()).isZero();
    }
  }
}
