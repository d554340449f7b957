package io.wsk.bench.memory;

import io.wsk.bench.load.SuiteOptions;
import io.wsk.bench.suite.SuiteRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs {@link MemorySuite} by itself. */
@Command(name = "memory", description = "Memory of idle connections: WSK against raw Netty.")
public final class MemoryCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SuiteOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return SuiteRun.of(
        new MemorySuite(options.servers()), options.profile(), command.commandLine().getOut());
  }
}
