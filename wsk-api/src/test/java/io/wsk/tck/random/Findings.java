package io.wsk.tck.random;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What was found to be wrong. The first few are kept in full, all are counted. */
final class Findings {
  private static final int KEPT = 10;

  private final Queue<String> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  /** Something is wrong. */
  void add(String what) {
    if (count.incrementAndGet() <= KEPT) {
      kept.add(what);
    }
  }

  /** Something is wrong with a socket: its last calls are told too. */
  void add(Subject subject, String what) {
    if (count.get() < KEPT) {
      add(subject + ": " + what + System.lineSeparator() + subject.calls());
    } else {
      count.incrementAndGet();
    }
  }

  /** Something was thrown that should not have been. */
  void add(String what, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    add(what + System.lineSeparator() + trace);
  }

  boolean isEmpty() {
    return count.get() == 0;
  }

  int count() {
    return count.get();
  }

  List<String> kept() {
    return List.copyOf(kept);
  }
}
