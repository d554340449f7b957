package io.wsk.bench.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows two runs side by side. */
@Command(name = "compare", description = "Two runs side by side, as a table and as a page.")
public final class CompareCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  @Parameters(index = "0", paramLabel = "A.json", description = "A run.")
  @SuppressWarnings("NullAway.Init")
  private Path a;

  @Parameters(index = "1", paramLabel = "B.json", description = "Another run.")
  @SuppressWarnings("NullAway.Init")
  private Path b;

  @Option(names = "--out", paramLabel = "FILE.html", description = "Write a page, too.")
  private @Nullable Path page;

  /** The command. */
  public CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    Comparison comparison =
        Comparison.of(a.toString(), RunFile.read(a), b.toString(), RunFile.read(b));
    PrintWriter out = command.commandLine().getOut();
    out.print(comparison.text());
    out.flush();
    if (page != null) {
      RunFile.replace(page, Page.of(comparison));
    }
    return ExitCode.OK;
  }
}
