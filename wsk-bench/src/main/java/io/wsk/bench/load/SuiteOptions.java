package io.wsk.bench.load;

import io.wsk.bench.server.ServerTransport;
import io.wsk.bench.suite.Profile;
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

  /**
   * How much to measure.
   *
   * @return the profile
   */
  public Profile profile() {
    return quick ? Profile.QUICK : Profile.FULL;
  }

  /**
   * What the servers' sockets live on.
   *
   * @return a transport that this host has
   * @throws ParameterException if the one that was asked for is not available here
   */
  public ServerTransport transport() {
    ServerTransport chosen = transport == null ? ServerTransport.best() : transport;
    if (!chosen.isAvailable()) {
      throw new ParameterException(
          command.commandLine(), "--transport " + chosen.label() + " is not available here");
    }
    return chosen;
  }
}
