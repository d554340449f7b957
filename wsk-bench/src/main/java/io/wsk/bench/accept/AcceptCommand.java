package io.wsk.bench.accept;

import io.wsk.bench.load.SuiteOptions;
import io.wsk.bench.suite.SuiteRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs {@link AcceptSuite} by itself. */
@Command(
    name = "accept",
    description = "Connections accepted and closed: WSK against raw Netty, in interleaved rounds.")
public final class AcceptCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SuiteOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return SuiteRun.of(
        AcceptSuite.on(options.servers()), options.profile(), command.commandLine().getOut());
  }
}
