package io.wsk.bench;

import io.wsk.bench.dispatch.DispatchCommand;
import io.wsk.bench.echo.EchoCommand;
import io.wsk.bench.echo.ServeCommand;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Entry point of the runnable jar. */
@Command(
    name = "wsk-bench",
    description = "Measures Winsock Kernel in userspace against raw Netty.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DispatchCommand.class, EchoCommand.class, ServeCommand.class})
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  private Main() {}

  /**
   * Runs a command.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(Main::fail);
  }

  /** One line for what the host refused; anything else is a fault of ours and shows where it is. */
  private static int fail(Exception e, CommandLine failing, ParseResult parsed) throws Exception {
    if (!(e instanceof IOException)) {
      throw e;
    }
    String name = failing.getCommandSpec().qualifiedName();
    failing.getErr().println(name + ": " + e.getMessage());
    return ExitCode.SOFTWARE;
  }

  /** One line instead of picocli's message and a page of help. */
  private static int refuse(ParameterException e, String[] args) {
    CommandLine refusing = e.getCommandLine();
    String name = refusing.getCommandSpec().qualifiedName();
    refusing.getErr().println(name + ": " + e.getMessage() + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }
}
