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
    assertThat(out.toString())
        .contains(
            "report", "compare", "budgets", "dispatch", "jmh", "echo", "udp", "accept", "memory")
        .doesNotContain("serve");
  }

  @ParameterizedTest
  @CsvSource({
    "echo --transport pigeon, 'pigeon'",
    "echo --only nobody, nobody",
    "echo --quick --full, --quick and --full exclude each other",
    "dispatch --rounds 0, --rounds must be 1 to 1000 but is 0",
    "udp --transport pigeon, 'pigeon'",
    "dispatch --rounds many, 'many'",
    "'jmh --only receive,sed', there is no",
    "report --quick --full, '--quick, --full'",
    "report --from, '--from'",
    "compare a.json, 'B.json'",
    "budgets --quick, '--quick'",
    "budgets --jvm a --jvm b, --jvm must be given once",
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

  @ParameterizedTest
  @CsvSource({
    "report --from no-such.json, 1",
    "compare no-such.json no-such.json, 1",
    "budgets --from no-such.json, 2"
  })
  void aFileThatIsNotThereIsNamedInOneLine(String line, int exitCode) {
    assertThat(run(line.split(" ", -1))).isEqualTo(exitCode);
    assertThat(err.toString().lines()).singleElement().asString().contains("no-such.json");
    assertThat(out.toString()).isEmpty();
  }
}
