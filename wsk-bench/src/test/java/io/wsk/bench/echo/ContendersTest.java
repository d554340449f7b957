package io.wsk.bench.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wsk.bench.server.Server;
import io.wsk.bench.server.ServerFactory;
import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.tcp.CServer;
import io.wsk.bench.tcp.Contender;
import io.wsk.bench.tcp.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All servers do what they are measured for. Their loads check every byte. */
class ContendersTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final List<Shape> SHAPES =
      List.of(new Shape(1, 64, 1), new Shape(3, Shape.LARGE, 16));

  static Stream<Arguments> everyServerInJava() {
    return Contender.servers().keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(ServerTransport.values()).map(each -> Arguments.of(name, each)));
  }

  @ParameterizedTest
  @MethodSource("everyServerInJava")
  void answersRightly(String name, ServerTransport transport) throws Exception {
    assumeTrue(transport.isAvailable(), transport + " is not available");
    Map<String, ServerFactory> servers = Contender.servers();
    try (Server server = servers.get(name).start(transport)) {
      checkLoad(server.port(), name.startsWith("flood") ? Service.FLOOD : Service.ECHO);
      assertThat(server.loop().thread()).isNotEqualTo(Thread.currentThread());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOneInCAnswersRightly(Service service) throws Exception {
    CServer built = builtOrSkipped();
    try (built;
        ServerProcess process = ServerProcess.start(built.command(service))) {
      checkLoad(process.port(), service);
      assertThat(process.usage().loopNanos()).isPositive();
      assertThat(process.usage().hasHeap()).isFalse();
    }
  }

  private static CServer builtOrSkipped() throws InterruptedException {
    try {
      return CServer.build(CServer.COMPILER);
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
      throw new AssertionError(e);
    }
  }

  private static void checkLoad(int port, Service service) throws Exception {
    for (Shape shape : SHAPES) {
      try (Load load =
          service == Service.ECHO
              ? ClosedLoad.connect(port, shape)
              : FloodLoad.connect(port, shape)) {
        assertThat(load.run(SHORT).messages()).isPositive();
      }
    }
  }

  @Test
  void eachSaysItsVersion() throws Exception {
    for (Contender contender : Contender.values()) {
      if (contender.isJava()) {
        assertThat(contender.version()).matches(".*[0-9]+\\.[0-9]+.*").doesNotContain("$");
      }
    }
  }
}
