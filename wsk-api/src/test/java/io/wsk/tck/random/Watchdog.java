package io.wsk.tck.random;

import io.wsk.api.WskRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Looks for what does not come to its end: closes, callbacks, the run as a whole. */
final class Watchdog {
  /** How long a close may take; the machine may be loaded. */
  private static final int CLOSE_SECONDS = 20;

  /** How long nothing at all may be completed. */
  private static final int SILENCE_SECONDS = 20;

  private final World world;
  private long completions = -1;
  private long silentSince;

  Watchdog(World world) {
    this.world = world;
  }

  /** Looks around; to be called now and then, by one thread. */
  void look() {
    List<Subject> all = new ArrayList<>(world.connections());
    all.addAll(world.listeners());
    all.addAll(world.datagrams());
    all.addAll(world.others());
    for (Subject subject : all) {
      if (subject.closesLongerThan(CLOSE_SECONDS)) {
        world.findings().add(subject, "its close does not end; open: " + subject.open());
        return;
      }
    }
    long now = world.statistics().counted("IRPs completed");
    if (now != completions) {
      completions = now;
      silentSince = System.nanoTime();
    } else if (System.nanoTime() - silentSince > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
      world.findings().add("no request has been completed for " + SILENCE_SECONDS + " s");
    }
  }

  /** What is open, who runs: for a finding. */
  static String dump(World world, WskRegistration registration) {
    StringBuilder all = new StringBuilder("---- what is open: ");
    all.append(registration.deregister(Duration.ofMillis(1))).append(System.lineSeparator());
    for (Connection connection : world.connections()) {
      all.append(connection)
          .append(": open ")
          .append(connection.open())
          .append(System.lineSeparator());
    }
    all.append("---- threads").append(System.lineSeparator());
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      all.append(entry.getKey()).append(' ').append(entry.getKey().getState());
      all.append(System.lineSeparator());
      for (StackTraceElement frame : entry.getValue()) {
        all.append("    at ").append(frame).append(System.lineSeparator());
      }
    }
    return all.toString();
  }
}
