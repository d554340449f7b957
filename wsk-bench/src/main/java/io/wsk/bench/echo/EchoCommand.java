package io.wsk.bench.echo;

import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.suite.Profile;
import io.wsk.bench.suite.SuiteRun;
import io.wsk.bench.tcp.Contender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Compares echo servers: each in a process of its own, the load in this one. */
@Command(
    name = "echo",
    description = "TCP echo over loopback: WSK against raw Netty and others, in turns.")
public final class EchoCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  @Option(names = "--quick", description = "Less than a minute: good for a look, not for a claim.")
  private boolean quick;

  @Option(names = "--full", description = "All contenders in all shapes, in ten minutes.")
  private boolean full;

  @Option(
      names = "--transport",
      paramLabel = "nio|epoll",
      description = "What the servers' sockets live on (default: epoll where there is one).")
  private @Nullable ServerTransport transport;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      converter = ByLabel.class,
      description = "Measure these only, such as raw,wsk-static. Ratios need raw.")
  private List<Contender> only = new ArrayList<>();

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "An option for the measured virtual machines; may be repeated.")
  private List<String> jvmArgs = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Profile profile = profile();
    return SuiteRun.of(TcpSuites.echo(lineup()), profile, command.commandLine().getOut());
  }

  private Lineup lineup() {
    ServerTransport chosen = transport == null ? ServerTransport.best() : transport;
    if (!chosen.isAvailable()) {
      throw new ParameterException(
          command.commandLine(), "--transport " + chosen.label() + " is not available here");
    }
    return new Lineup(only.isEmpty() ? List.of(Contender.values()) : only, chosen, jvmArgs);
  }

  private Profile profile() {
    if (quick && full) {
      throw new ParameterException(command.commandLine(), "--quick and --full exclude each other");
    }
    return quick ? Profile.QUICK : full ? Profile.FULL : Profile.BUDGETS;
  }

  /** Contenders as they are called in figures. */
  private static final class ByLabel implements ITypeConverter<Contender> {
    @Override
    public Contender convert(String label) {
      try {
        return Contender.of(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
