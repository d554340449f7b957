package io.wsk.netty;

import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of ports, as the host's services file has them: {@code name port/protocol alias...}. A
 * host without such a file knows none.
 */
final class Services {
  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  private record Service(String name, int protocol) {}

  private record Port(int number, int protocol) {}

  private final Map<Service, Integer> ports = new HashMap<>();
  private final Map<Port, String> names = new HashMap<>();

  private Services(List<String> lines) {
    lines.forEach(this::add);
  }

  /** Reads the host's file. Blocks. */
  static Services ofHost() {
    String windows = System.getenv("SystemRoot");
    Path file =
        windows == null
            ? Path.of("/etc/services")
            : Path.of(windows, "System32", "drivers", "etc", "services");
    if (!Files.isReadable(file)) {
      return of(List.of());
    }
    try {
      return of(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      LOG.warn("{} cannot be read; no service has a name", file, e);
      return of(List.of());
    }
  }

  /** Reads lines of such a file; what is not an entry is passed over. */
  static Services of(List<String> lines) {
    return new Services(lines);
  }

  private void add(String line) {
    int comment = line.indexOf('#');
    String[] words = (comment < 0 ? line : line.substring(0, comment)).trim().split("\\s+", -1);
    if (words.length < 2) {
      return;
    }
    Port port = parse(words[1]);
    if (port == null) {
      return;
    }
    names.putIfAbsent(port, words[0]);
    for (int i = 0; i < words.length; i++) {
      if (i != 1) {
        ports.putIfAbsent(new Service(words[i], port.protocol()), port.number());
      }
    }
  }

  private static @Nullable Port parse(String word) {
    int slash = word.indexOf('/');
    int protocol =
        switch (slash < 0 ? "" : word.substring(slash + 1)) {
          case "tcp" -> IPPROTO_TCP;
          case "udp" -> IPPROTO_UDP;
          default -> 0;
        };
    if (protocol == 0) {
      return null;
    }
    try {
      return new Port(Integer.parseInt(word.substring(0, slash)), protocol);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The port of a service, or null if there is none of that name. */
  @Nullable Integer portOf(String name, int protocol) {
    return ports.get(new Service(name, protocol));
  }

  /** The name of a port, or null if it has none. */
  @Nullable String nameOf(int port, int protocol) {
    return names.get(new Port(port, protocol));
  }
}
