package io.wsk.netty;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The host mechanism that sockets live on. */
public enum Transport {
  /** Epoll where there is one, else kqueue, else NIO. Never io_uring. */
  AUTO,
  /** The JDK's selectors; everywhere. */
  NIO,
  /** Linux. */
  EPOLL,
  /** macOS and BSD. */
  KQUEUE,
  /** Linux, by explicit choice only: switching reading off and on has known stalls in Netty. */
  IO_URING;

  /**
   * Finds a transport by its name, in either case.
   *
   * @param name such as {@code epoll}
   * @return the transport
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static Transport parse(String name) {
    for (Transport transport : values()) {
      if (transport.label().equals(name.toLowerCase(Locale.ROOT))) {
        return transport;
      }
    }
    throw new IllegalArgumentException("unknown transport '" + name + "'; there are: " + labels());
  }

  /**
   * The name as options and log lines have it.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether this host can use it.
   *
   * @return true if sockets can be made
   */
  public boolean isAvailable() {
    return TransportFactory.unavailability(this) == null;
  }

  private static String labels() {
    return Arrays.stream(values()).map(Transport::label).collect(Collectors.joining(", "));
  }
}
