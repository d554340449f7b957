package io.wsk.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {
  @Test
  void isFoundByItsHomeAndByItsLauncher() throws IOException {
    Jvm running = Jvm.running();
    assertThat(Jvm.at(Path.of(System.getProperty("java.home")))).isEqualTo(running);
    assertThat(Jvm.at(running.java())).isEqualTo(running);
  }

  @Test
  void whatIsNoJvmIsNamed(@TempDir Path empty) {
    assertThatThrownBy(() -> Jvm.at(empty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--jvm")
        .hasMessageContaining(empty.toString());
    assertThatThrownBy(() -> Jvm.at(Path.of("/bin/true")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/bin/true");
  }
}
