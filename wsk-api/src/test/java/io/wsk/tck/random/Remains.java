package io.wsk.tck.random;

import io.wsk.tck.WskHarness;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What may be left behind by a registration that has been taken back: nothing. */
final class Remains {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final WskHarness harness;
  private final Findings findings;

  Remains(WskHarness harness, Findings findings) {
    this.harness = harness;
    this.findings = findings;
  }

  void check() {
    expectZero("bytes of buffers", harness::liveBytes);
    expectZero("threads", harness::liveThreads);
  }

  private void expectZero(String what, LongSupplier count) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (count.getAsLong() != 0 && System.nanoTime() < end) {
      new Stop().await(TimeUnit.MILLISECONDS.toNanos(2));
    }
    if (count.getAsLong() != 0) {
      findings.add("left behind: " + count.getAsLong() + " " + what);
    }
  }
}
