package io.wsk.examples;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Prints what a server did since the line before. Rates are over the time that has really passed,
 * not over the time that should have.
 */
final class StatusPrinter {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Supplier<Totals> source;
  private final LongSupplier nanoClock;
  private final PrintStream out;
  private Totals previous;
  private long previousNanos;

  StatusPrinter(Supplier<Totals> source, LongSupplier nanoClock, PrintStream out) {
    this.source = source;
    this.nanoClock = nanoClock;
    this.out = out;
    this.previous = source.get();
    this.previousNanos = nanoClock.getAsLong();
  }

  /** Prints one line. One thread at a time. */
  void print() {
    Totals now = source.get();
    long nanos = nanoClock.getAsLong();
    double seconds = (nanos - previousNanos) / NANOS_PER_SECOND;
    out.println(
        String.format(
            Locale.ROOT,
            "%d %s, %.0f messages/s, %.1f MB/s",
            now.open(),
            now.what(),
            rate(now.messages() - previous.messages(), seconds),
            rate(now.bytes() - previous.bytes(), seconds) / BYTES_PER_MEGABYTE));
    previous = now;
    previousNanos = nanos;
  }

  private static double rate(long count, double seconds) {
    return seconds > 0 ? count / seconds : 0;
  }
}
