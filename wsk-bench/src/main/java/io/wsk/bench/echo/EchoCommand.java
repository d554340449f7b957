package io.wsk.bench.echo;

import io.wsk.bench.CommonOptions;
import io.wsk.bench.figures.Environment;
import io.wsk.bench.figures.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares echo servers: all in one process, the load in this one. */
@Command(
    name = "echo",
    description = "TCP echo over loopback: WSK against raw Netty, in interleaved rounds.")
public final class EchoCommand implements Callable<Integer> {
  private static final int ROUNDS = 9;
  private static final int QUICK_ROUNDS = 3;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private CommonOptions common;

  @Option(
      names = "--transport",
      paramLabel = "nio|epoll",
      description = "What the servers' sockets live on (default: epoll where there is one).")
  private @Nullable EchoTransport transport;

  @Override
  public Integer call() throws IOException, InterruptedException {
    EchoTransport chosen = transport == null ? EchoTransport.best() : transport;
    if (!chosen.isAvailable()) {
      throw new ParameterException(
          command.commandLine(), "--transport " + chosen.label() + " is not available here");
    }
    EchoComparison.Plan plan = plan();
    PrintWriter out = command.commandLine().getOut();
    print(out, "echo, transport " + chosen.label() + ", " + Environment.describe());
    EchoReport report = new EchoReport(chosen, measure(chosen, plan, out));
    out.println();
    out.print(report.text());
    if (common.json() != null) {
      Json.write(common.json(), report.toJson());
    }
    out.flush();
    return report.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<Round> measure(EchoTransport chosen, EchoComparison.Plan plan, PrintWriter out)
      throws IOException, InterruptedException {
    try (ServerProcess servers = ServerProcess.start(chosen, common.jvmArgs())) {
      return new EchoComparison(servers, plan, line -> print(out, line)).run(Shape.all());
    }
  }

  private EchoComparison.Plan plan() {
    Duration runIn = Duration.ofMillis(100);
    return common.quick()
        ? new EchoComparison.Plan(
            common.rounds(QUICK_ROUNDS), Duration.ofMillis(300), runIn, Duration.ofMillis(400))
        : new EchoComparison.Plan(
            common.rounds(ROUNDS), Duration.ofSeconds(1), runIn, Duration.ofSeconds(1));
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
