package io.wsk.tck.random;

import io.wsk.nt.NtStatus;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was done, in numbers: of a whole run. */
final class Statistics {
  private final Map<String, Map<NtStatus, LongAdder>> calls = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder allCalls = new LongAdder();

  /** A call has returned, or its request has been completed. */
  void call(String function, NtStatus status) {
    allCalls.increment();
    calls
        .computeIfAbsent(function, name -> new ConcurrentHashMap<>())
        .computeIfAbsent(status, name -> new LongAdder())
        .increment();
  }

  void count(String what) {
    count(what, 1);
  }

  void count(String what, long number) {
    counts.computeIfAbsent(what, name -> new LongAdder()).add(number);
  }

  long counted(String what) {
    LongAdder counter = counts.get(what);
    return counter == null ? 0 : counter.sum();
  }

  /** One line for those who watch. */
  String progress() {
    return String.format(
        Locale.ROOT,
        "%,d calls, %,d IRPs completed, %,d callbacks, %,d connections, %,d bytes in, %,d out",
        allCalls.sum(),
        counted("IRPs completed"),
        callbacks(),
        counted("connections"),
        counted("bytes received"),
        counted("bytes sent"));
  }

  private long callbacks() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("callback "))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** All numbers as a table. */
  String table() {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "  %-38s %12s%n", "calls in all", grouped(allCalls)));
    new TreeMap<>(counts)
        .forEach(
            (what, number) ->
                out.append(String.format(Locale.ROOT, "  %-38s %12s%n", what, grouped(number))));
    out.append("  calls by the status that they returned").append(System.lineSeparator());
    new TreeMap<>(calls).forEach((function, by) -> out.append(line(function, by)));
    return out.toString();
  }

  private static String line(String function, Map<NtStatus, LongAdder> by) {
    StringBuilder statuses = new StringBuilder();
    new TreeMap<>(by)
        .forEach(
            (status, number) ->
                statuses
                    .append(statuses.isEmpty() ? "" : ", ")
                    .append(status.name().replace("STATUS_", ""))
                    .append(' ')
                    .append(grouped(number)));
    return String.format(Locale.ROOT, "  %-38s %s%n", function, statuses);
  }

  private static String grouped(LongAdder number) {
    return String.format(Locale.ROOT, "%,d", number.sum());
  }
}
