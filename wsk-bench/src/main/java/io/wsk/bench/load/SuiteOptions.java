package io.wsk.bench.load;

import io.wsk.bench.server.ServerSettings;
import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.suite.Profile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command that runs one suite. Picocli fills the fields in. */
@Command
public final class SuiteOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  @Option(names = "--quick", description = "Measure shortly: good for a look, not for a claim.")
  private boolean quick;

  @Option(
      names = "--transport",
      paramLabel = "nio|epoll",
      description = "What the servers' sockets live on (default: epoll where there is one).")
  private @Nullable ServerTransport transport;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "An option for the measured virtual machines; may be repeated.")
  private List<String> jvmArgs = new ArrayList<>();

  /**
   * How much to measure.
   *
   * @return the profile
   */
  public Profile profile() {
    return quick ? Profile.QUICK : Profile.FULL;
  }

  /**
   * How the servers are started.
   *
   * @return with a transport that this host has
   * @throws ParameterException if the one that was asked for is not available here
   */
  public ServerSettings servers() {
    return new ServerSettings(transport(), jvmArgs);
  }

  private ServerTransport transport() {
    ServerTransport chosen = transport == null ? ServerTransport.best() : transport;
    if (!chosen.isAvailable()) {
      throw new ParameterException(
          command.commandLine(), "--transport " + chosen.label() + " is not available here");
    }
    return chosen;
  }
}
