package io.wsk.bench;

import io.wsk.bench.accept.AcceptCommand;
import io.wsk.bench.accept.AcceptServers;
import io.wsk.bench.dispatch.DispatchCommand;
import io.wsk.bench.dispatch.JmhCommand;
import io.wsk.bench.echo.EchoCommand;
import io.wsk.bench.load.Subject;
import io.wsk.bench.memory.MemoryCommand;
import io.wsk.bench.report.BudgetsCommand;
import io.wsk.bench.report.CompareCommand;
import io.wsk.bench.report.ReportCommand;
import io.wsk.bench.server.ServeCommand;
import io.wsk.bench.server.ServerFactory;
import io.wsk.bench.tcp.Contender;
import io.wsk.bench.udp.UdpCommand;
import io.wsk.bench.udp.UdpServers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
    subcommands = {
      ReportCommand.class,
      CompareCommand.class,
      BudgetsCommand.class,
      DispatchCommand.class,
      JmhCommand.class,
      EchoCommand.class,
      UdpCommand.class,
      AcceptCommand.class,
      MemoryCommand.class
    })
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
        .addSubcommand(new ServeCommand(servers()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(Main::fail);
  }

  /** What a server process can be; each suite adds its own. */
  private static Map<String, ServerFactory> servers() {
    Map<String, ServerFactory> all = new HashMap<>(Contender.servers());
    all.putAll(Subject.servers(UdpServers.all()));
    all.putAll(Subject.servers(AcceptServers.all()));
    return all;
  }

  /** One line for what the host refused; anything else is a fault of ours and shows where it is. */
  private static int fail(Exception e, CommandLine failing, ParseResult parsed) throws Exception {
    if (!(e instanceof IOException)) {
      throw e;
    }
    String name = failing.getCommandSpec().qualifiedName();
    failing.getErr().println(name + ": " + e.getMessage());
    return failing.getCommandSpec().exitCodeOnExecutionException();
  }

  /** One line instead of picocli's message and a page of help. */
  private static int refuse(ParameterException e, String[] args) {
    CommandLine refusing = e.getCommandLine();
    String name = refusing.getCommandSpec().qualifiedName();
    refusing.getErr().println(name + ": " + e.getMessage() + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }
}
