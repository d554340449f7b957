package io.wsk.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
  private static final String LEVEL = "-Dio.netty.leakDetection.level=";

  @Test
  void nobodyIsSparedWhatOthersPayFor() {
    List<String> command = ServerCommand.of("echo-raw", ServerTransport.NIO, List.of());
    assertThat(command).containsOnlyOnce(LEVEL + "disabled");
  }

  @Test
  void theUserHasTheLastWord() {
    List<String> command =
        ServerCommand.of("echo-raw", ServerTransport.NIO, List.of(LEVEL + "simple"));
    assertThat(command).containsSubsequence(LEVEL + "disabled", LEVEL + "simple", "serve");
  }
}
