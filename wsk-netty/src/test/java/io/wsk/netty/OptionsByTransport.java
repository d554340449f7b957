package io.wsk.netty;

import io.wsk.api.control.SocketOption;
import io.wsk.tck.ContractRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table "Options by transport" of docs/differences.md, as its readers see it. */
final class OptionsByTransport {
  private static final List<Transport> COLUMNS =
      List.of(Transport.NIO, Transport.EPOLL, Transport.KQUEUE, Transport.IO_URING);

  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| (\\w+) \\| (\\w+) \\| (\\w+) \\|");

  private final Map<String, Map<Transport, String>> cells = new HashMap<>();

  private OptionsByTransport(List<String> lines) {
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Map<Transport, String> cellsOfRow = new EnumMap<>(Transport.class);
        for (int i = 0; i < COLUMNS.size(); i++) {
          cellsOfRow.put(COLUMNS.get(i), row.group(i + 2));
        }
        cells.put(row.group(1), cellsOfRow);
      }
    }
  }

  static OptionsByTransport documented() {
    try {
      Path differences = ContractRules.path().resolveSibling("differences.md");
      return new OptionsByTransport(Files.readAllLines(differences));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> options() {
    return cells.keySet();
  }

  /** Whether connections of a transport have an option, by the table and by what it refers to. */
  boolean serves(Transport transport, SocketOption<?> option) {
    Map<Transport, String> row = cells.get(option.name());
    String cell = row == null ? "missing" : row.get(transport);
    return switch (cell) {
      case "yes" -> true;
      case "no" -> false;
      case "sysctl" -> (fastOpen() & 1) != 0;
      default -> throw new IllegalArgumentException(option + " on " + transport + ": " + cell);
    };
  }

  private static int fastOpen() {
    try {
      return Integer.parseInt(Files.readString(Path.of("/proc/sys/net/ipv4/tcp_fastopen")).trim());
    } catch (IOException e) {
      return 0; // Not Linux.
    }
  }
}
