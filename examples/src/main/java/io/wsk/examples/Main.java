package io.wsk.examples;

import io.wsk.nt.NtStatusException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Entry point of the runnable jar: runs a server in the foreground until the process is stopped.
 */
@Command(
    name = "wsk-examples",
    description = "Servers written with Winsock Kernel in userspace.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  private final PrintStream out;

  private Main(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs a command.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(commandLine(System.out).execute(args));
  }

  static CommandLine commandLine(PrintStream out) {
    return new CommandLine(new Main(out)).setParameterExceptionHandler(Main::refuse);
  }

  /** One line instead of picocli's message and a page of help. */
  private static int refuse(ParameterException e, String[] args) {
    CommandLine refusing = e.getCommandLine();
    String name = refusing.getCommandSpec().qualifiedName();
    refusing.getErr().println(name + ": " + e.getMessage() + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }

  /** A way to start a server. */
  @FunctionalInterface
  private interface Starter {
    RunningServer start(ServerConfig config) throws InterruptedException;
  }

  @Command(name = "echo", description = "Echo by receive callbacks, without copying.")
  int echo(@Mixin ServerOptions options) throws InterruptedException {
    return serve("echo", EchoServer::start, options.config());
  }

  @Command(name = "irp-echo", description = "Echo by receive requests and a work queue.")
  int irpEcho(@Mixin ServerOptions options) throws InterruptedException {
    return serve("irp-echo", IrpEchoServer::start, options.config());
  }

  @Command(name = "datagram-echo", description = "Echo of UDP datagrams, without copying.")
  int datagramEcho(@Mixin ServerOptions options) throws InterruptedException {
    return serve("datagram-echo", DatagramEchoServer::start, options.config());
  }

  @Command(name = "relay", description = "Relay of UDP datagrams to a target and back.")
  int relay(
      @Mixin ServerOptions options,
      @Option(
              names = "--target",
              paramLabel = "HOST:PORT",
              required = true,
              converter = ServerOptions.TargetConverter.class,
              description = "Where datagrams go.")
          InetSocketAddress target)
      throws InterruptedException {
    ServerConfig relaying = options.config().withStaticCallbacks();
    return serve("relay", config -> Relay.start(config, target), relaying);
  }

  @Command(name = "guarded-echo", description = "Echo for those whose names are allowed.")
  int guardedEcho(@Mixin ServerOptions options, @Mixin GuardOptions guard)
      throws InterruptedException {
    return serve(
        "guarded-echo",
        config -> GuardedEchoServer.start(config, guard.guard(), guard.names()),
        options.config());
  }

  private int serve(String name, Starter starter, ServerConfig config) throws InterruptedException {
    RunningServer server;
    try {
      server = starter.start(config);
    } catch (NtStatusException | IllegalStateException | IllegalArgumentException e) {
      command.commandLine().getErr().println(name + ": " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
    out.printf(
        "%s on %s, transport %s, %s callbacks%n",
        name,
        address(server),
        server.transport().label(),
        config.staticCallbacks() ? "static" : "dynamic");
    return runUntilStopped(server);
  }

  private static String address(RunningServer server) {
    String host = server.address().getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.address().getPort();
  }

  private int runUntilStopped(RunningServer server) throws InterruptedException {
    StatusPrinter status = new StatusPrinter(server::totals, System::nanoTime, out);
    CountDownLatch stopping = new CountDownLatch(1);
    // The virtual machine runs this on Ctrl-C and on a kill, and ends when it is through.
    Thread stop =
        new Thread(
            () -> {
              stopping.countDown();
              out.println(server.stop());
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    while (!stopping.await(1, TimeUnit.SECONDS)) {
      status.print();
    }
    return ExitCode.OK;
  }
}
