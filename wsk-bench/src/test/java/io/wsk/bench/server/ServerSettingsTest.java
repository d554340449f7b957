package io.wsk.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
  @Test
  void theUserOverrulesTheSuite() {
    ServerSettings settings =
        new ServerSettings(ServerTransport.NIO, List.of("-Dof=user", "-Danother=user"));
    assertThat(settings.command("echo-raw", List.of("-Dof=suite")))
        .containsSubsequence("-Dof=suite", "-Dof=user", "-Danother=user", "serve")
        .containsSubsequence("--server", "echo-raw", "--transport", "nio");
  }
}
