package io.wsk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wsk.bench.budget.Budgets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameAFileInAFolderThatIsNotThere() {
    file = directory.resolve("new").resolve("run.json");
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Run run = new Runs().figures("raw", 1, Double.NaN).failure("\"odd\" \u00b5 <b>").run();
    RunFile.write(file, run);
    assertThat(RunFile.read(file)).isEqualTo(run);
    assertThat(file.resolveSibling("run.json.tmp")).doesNotExist();
  }

  @Test
  void anOldRunIsReplaced() throws IOException {
    RunFile.write(file, new Runs().run());
    Run run = new Runs().figures("raw", 2).incomplete().run();
    RunFile.write(file, run);
    assertThat(RunFile.read(file)).isEqualTo(run);
  }

  @Test
  void theFileTellsItsFormatAndAllVerdicts() throws IOException {
    RunFile.write(file, new Runs().run());
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("format").asInt()).isEqualTo(Run.FORMAT);
    assertThat(json.path("complete").asBoolean()).isTrue();
    assertThat(json.path("verdicts")).hasSize(Budgets.all().size());
    assertThat(json.at("/verdicts/0/outcome").asText()).isEqualTo("NO_FIGURE");
  }

  @Test
  void whatIsNoRunIsRefusedByName() throws IOException {
    Path other = Files.writeString(directory.resolve("other.json"), "{\"format\": 0}");
    assertThatThrownBy(() -> RunFile.read(other))
        .isInstanceOf(IOException.class)
        .hasMessage(other + " must be a run in format 1 but its format is 0");
    Path broken = Files.writeString(directory.resolve("broken.json"), "{\"format\": 1, ");
    assertThatThrownBy(() -> RunFile.read(broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(broken + " is not a run");
    Path lacking = Files.writeString(directory.resolve("lacking.json"), "{\"format\": 1}");
    assertThatThrownBy(() -> RunFile.read(lacking))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(lacking + " is not a run");
    assertThatThrownBy(() -> RunFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
