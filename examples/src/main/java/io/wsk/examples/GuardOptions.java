package io.wsk.examples;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the guarded server. Picocli fills the fields in. */
@Command
final class GuardOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = "--allow",
      paramLabel = "WHO",
      description = "Address, host name or .domain that may connect; may be given several times.")
  private List<String> allowed = new ArrayList<>();

  @Option(
      names = "--deny",
      paramLabel = "WHO",
      description = "Address, host name or .domain that may not connect, in any case.")
  private List<String> denied = new ArrayList<>();

  @Option(
      names = "--lookup-millis",
      paramLabel = "N",
      defaultValue = "0",
      description = "Take at least so long for each look-up, to try it out (default: 0).")
  private int lookupMillis;

  Guard guard() {
    return new Guard(allowed, denied);
  }

  Function<InetAddress, String> names() {
    if (lookupMillis < 0) {
      throw new ParameterException(
          command.commandLine(), "--lookup-millis must not be negative but is " + lookupMillis);
    }
    return address -> {
      try {
        TimeUnit.MILLISECONDS.sleep(lookupMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // The server is stopping.
      }
      return address.getCanonicalHostName();
    };
  }
}
