package io.wsk.bench.udp;

import io.wsk.bench.load.SuiteOptions;
import io.wsk.bench.suite.SuiteRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs {@link UdpSuite} by itself. */
@Command(
    name = "udp",
    description = "UDP echo over loopback: WSK against raw Netty, in interleaved rounds.")
public final class UdpCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SuiteOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return SuiteRun.of(
        UdpSuite.on(options.servers()), options.profile(), command.commandLine().getOut());
  }
}
