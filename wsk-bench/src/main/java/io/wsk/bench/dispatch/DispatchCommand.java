package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.JmhOptions;
import io.wsk.bench.jmh.SuitesRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the receive suite. */
@Command(
    name = "dispatch",
    description = "JMH: time and memory from the pipeline's head to the receiver, per buffer.")
public final class DispatchCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private JmhOptions options;

  /** For picocli. */
  public DispatchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    return new SuitesRun(options, command.commandLine().getOut())
        .run(DispatchSuites.all(options.settings()).subList(0, 1));
  }
}
