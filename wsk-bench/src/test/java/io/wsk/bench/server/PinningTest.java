package io.wsk.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PinningTest {
  private static final List<String> COMMAND = List.of("server", "--fast");

  @Test
  void readsListsOfProcessors() {
    assertThat(Pinning.parse("0-2,5,7-8")).containsExactly(0, 1, 2, 5, 7, 8);
    assertThat(Pinning.parse("3")).containsExactly(3);
    assertThat(Pinning.parse("")).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void putsLoadAndServersApartAndLetsGoAgain() throws IOException {
    String before = allowed();
    try (Pinning pinning = Pinning.apply()) {
      if (pinning.isPinned()) {
        assertThat(Pinning.parse(allowed())).hasSize(1);
        assertThat(pinning.server(COMMAND))
            .startsWith("taskset", "-c")
            .endsWith("server", "--fast")
            .doesNotContain(allowed());
        assertThat(pinning.describe()).startsWith("load on processor " + allowed() + ",");
      } else {
        assertThat(allowed()).isEqualTo(before);
        assertThat(pinning.server(COMMAND)).isEqualTo(COMMAND);
        assertThat(pinning.describe()).contains("not pinned");
      }
    }
    assertThat(allowed()).isEqualTo(before);
  }

  /** What the main thread may use; others have inherited it, or been moved with it. */
  private static String allowed() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring("Cpus_allowed_list:".length()).strip())
        .findFirst()
        .orElseThrow();
  }
}
