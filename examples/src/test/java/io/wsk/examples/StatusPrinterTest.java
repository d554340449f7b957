package io.wsk.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StatusPrinterTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong(TimeUnit.DAYS.toNanos(1));
  private final AtomicReference<Totals> totals =
      new AtomicReference<>(new Totals(Served.CONNECTIONS, 0, 3, 100, 1000));
  private final StatusPrinter printer =
      new StatusPrinter(totals::get, clock::get, new PrintStream(printed, true, UTF_8));

  @Test
  void ratesAreOverTheTimeThatHasPassed() {
    passMillis(2000);
    totals.set(new Totals(Served.CONNECTIONS, 5, 8, 100 + 1000, 1000 + 3_000_000));
    printer.print();
    assertThat(lines()).containsExactly("5 connections, 500 messages/s, 1.5 MB/s");
  }

  @Test
  void eachLineCountsFromTheOneBefore() {
    passMillis(1000);
    totals.set(new Totals(Served.CONNECTIONS, 1, 4, 100 + 10, 1000 + 10_000_000));
    printer.print();
    passMillis(500);
    totals.set(new Totals(Served.CONNECTIONS, 1, 4, 100 + 30, 1000 + 10_000_000));
    printer.print();
    assertThat(lines())
        .containsExactly(
            "1 connections, 10 messages/s, 10.0 MB/s", "1 connections, 40 messages/s, 0.0 MB/s");
  }

  @Test
  void aServerWithoutConnectionsHasSockets() {
    totals.set(new Totals(Served.SOCKETS, 2, 2, 100, 1000));
    printer.print();
    assertThat(lines()).containsExactly("2 sockets, 0 messages/s, 0.0 MB/s");
  }

  @Test
  void noTimeIsNoRate() {
    totals.set(new Totals(Served.CONNECTIONS, 1, 4, 200, 2000));
    printer.print();
    assertThat(lines()).containsExactly("1 connections, 0 messages/s, 0.0 MB/s");
  }

  private void passMillis(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private String[] lines() {
    return printed.toString(UTF_8).lines().toArray(String[]::new);
  }
}
