package io.wsk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesTheBenchmarks() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("dispatch", "echo").doesNotContain("serve");
  }

  @ParameterizedTest
  @CsvSource({
    "echo --transport pigeon, 'pigeon'",
    "echo --rounds 0, --rounds must be 1 to 1000 but is 0",
    "dispatch --rounds many, 'many'",
    "teleport, 'teleport'"
  })
  void wrongArgumentsAreNamedInOneLine(String line, String named) {
    assertThat(run(line.split(" ", -1))).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString().lines()).singleElement().asString().contains(named);
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
