package io.wsk.examples;

import io.wsk.netty.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that all servers have. Picocli fills the fields in. */
@Command
final class ServerOptions {
  private static final int MAX_PORT = 65535;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli only
  private boolean help;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      converter = HostConverter.class,
      description = "Local address to listen on (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private InetAddress host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "40007",
      description = "Port to listen on, 0 for any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = TransportConverter.class,
      description =
          "What sockets live on: auto, nio, epoll, kqueue or io_uring (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private Transport transport;

  @Option(
      names = "--static",
      description = "Enable callbacks statically, for all sockets and for good.")
  private boolean staticCallbacks;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of event loops, 0 for one per processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  ServerConfig config() {
    require(port >= 0 && port <= MAX_PORT, "--port must be 0 to " + MAX_PORT + " but is " + port);
    require(threads >= 0, "--threads must not be negative but is " + threads);
    return new ServerConfig(new InetSocketAddress(host, port), transport, staticCallbacks, threads);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(command.commandLine(), message);
    }
  }

  /** Says what is wrong in fewer words than picocli's own. */
  static final class HostConverter implements ITypeConverter<InetAddress> {
    @Override
    public InetAddress convert(String value) {
      try {
        return InetAddress.getByName(value);
      } catch (UnknownHostException e) {
        throw new TypeConversionException("unknown host '" + value + "'");
      }
    }
  }

  /** A host and a port. */
  static final class TargetConverter implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String value) {
      int colon = value.lastIndexOf(':');
      try {
        int port = Integer.parseInt(value.substring(colon + 1));
        if (colon > 0 && port > 0 && port <= MAX_PORT) {
          return new InetSocketAddress(
              new HostConverter().convert(value.substring(0, colon)), port);
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new TypeConversionException("'" + value + "' is not HOST:PORT");
    }
  }

  /** Passes on the message that lists the transports; picocli would wrap it in another. */
  static final class TransportConverter implements ITypeConverter<Transport> {
    @Override
    public Transport convert(String value) {
      try {
        return Transport.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
