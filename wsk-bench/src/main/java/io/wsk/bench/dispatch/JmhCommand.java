package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.JmhOptions;
import io.wsk.bench.jmh.JmhSuite;
import io.wsk.bench.jmh.SuitesRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs JMH's benchmarks, all or some. */
@Command(
    name = "jmh",
    description = "JMH: dispatch of everything that arrives, completion, send, control, the gate.")
public final class JmhCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private JmhOptions options;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SUITE",
      description =
          "Which to run: receive, receive-from, accept-dispatch, irp, send, control, gate, metrics"
              + " (default: all).")
  private List<String> only = new ArrayList<>();

  /** For picocli. */
  public JmhCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    return new SuitesRun(options, command.commandLine().getOut())
        .run(chosen(DispatchSuites.all(options.settings())));
  }

  private List<JmhSuite> chosen(List<JmhSuite> all) {
    if (only.isEmpty()) {
      return all;
    }
    Set<String> names = all.stream().map(JmhSuite::name).collect(Collectors.toSet());
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            command.commandLine(), "--only must name suites but there is no '" + name + "'");
      }
    }
    return all.stream().filter(suite -> only.contains(suite.name())).toList();
  }
}
