package io.wsk.bench.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The server process of {@link EchoCommand}. It starts the servers and prints their ports, one line
 * each, in the order of {@link Contender}; answers each line of input that names a server with what
 * that server has used; and ends with its input, so that it does not outlive its parent.
 */
@Command(name = "serve", hidden = true, description = "The servers of echo; used by echo itself.")
public final class ServeCommand implements Callable<Integer> {
  /** What a line of output begins with; others are the virtual machine's own. */
  static final String ANSWER = "wsk-bench: ";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(names = "--transport", required = true)
  @SuppressWarnings("NullAway.Init")
  private EchoTransport transport;

  private final Map<Contender, EchoServer> servers = new EnumMap<>(Contender.class);

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    for (Contender contender : Contender.values()) {
      EchoServer server = contender.start(transport);
      servers.put(contender, server);
      out.println(ANSWER + server.port());
    }
    out.flush();
    answerUntilEnd(out);
    for (EchoServer server : servers.values()) {
      server.close();
    }
    return ExitCode.OK;
  }

  private void answerUntilEnd(PrintWriter out) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    String asked;
    while ((asked = in.readLine()) != null) {
      EchoServer server = servers.get(Contender.of(asked));
      if (server == null) {
        throw new IllegalArgumentException("no server '" + asked + "'");
      }
      out.println(ANSWER + Usage.of(server.loopThread()).line());
      out.flush();
    }
  }
}
