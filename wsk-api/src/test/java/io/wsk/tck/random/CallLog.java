package io.wsk.tck.random;

import java.util.ArrayDeque;
import java.util.Locale;

/** The last calls and callbacks of one socket, for a finding. */
final class CallLog {
  private static final int KEPT = 48;

  private record Entry(long nanos, String thread, String what) {}

  private final long begun;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>(KEPT);

  CallLog(long begun) {
    this.begun = begun;
  }

  synchronized void add(String what) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(System.nanoTime(), Thread.currentThread().getName(), what));
  }

  @Override
  public synchronized String toString() {
    StringBuilder all = new StringBuilder("  its last calls:");
    for (Entry entry : entries) {
      all.append(
          String.format(
              Locale.ROOT,
              "%n  %10.3f ms %-14s %s",
              (entry.nanos - begun) / 1e6,
              entry.thread,
              entry.what));
    }
    return all.toString();
  }
}
