package io.wsk.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program that runs in a server process: starts one server, prints its port, answers each line
 * of input with what the server has used, or what memory it needs, and ends with its input.
 */
@Command(name = "serve", hidden = true, description = "One server; used by the benchmarks.")
public final class ServeCommand implements Callable<Integer> {
  private final Map<String, ServerFactory> servers;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(names = "--server", required = true)
  @SuppressWarnings("NullAway.Init")
  private String name;

  @Option(names = "--transport", required = true)
  @SuppressWarnings("NullAway.Init")
  private ServerTransport transport;

  /**
   * The command.
   *
   * @param servers all servers that can be started, by name
   */
  public ServeCommand(Map<String, ServerFactory> servers) {
    this.servers = Map.copyOf(servers);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServerFactory factory = servers.get(name);
    if (factory == null) {
      throw new ParameterException(
          command.commandLine(),
          "--server is '" + name + "' but must be one of " + new TreeSet<>(servers.keySet()));
    }
    try (Server server = factory.start(transport)) {
      serve(server);
    }
    return ExitCode.OK;
  }

  private void serve(Server server) throws IOException {
    answer(Integer.toString(server.port()));
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String question;
    while ((question = questions.readLine()) != null) {
      answer(
          question.equals(ServerProcess.MEMORY)
              ? MemoryUsage.ofThisProcess().line()
              : Report.of(server.loop()).line());
    }
  }

  private void answer(String line) {
    PrintWriter out = command.commandLine().getOut();
    out.println(ServerProcess.ANSWER + line);
    out.flush();
  }
}
