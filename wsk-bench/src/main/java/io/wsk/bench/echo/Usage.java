package io.wsk.bench.echo;

import java.lang.management.ManagementFactory;

/**
 * What a server has used since it started.
 *
 * @param loopNanos CPU time of its event loop, user and system
 * @param processNanos CPU time of its whole process, collector and compiler and all; in steps of
 *     the host's clock, often 10 ms
 * @param loopBytes memory allocated on the Java heap by its event loop
 */
record Usage(long loopNanos, long processNanos, long loopBytes) {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  static Usage of(Thread loop) {
    long id = loop.getId();
    return new Usage(
        THREADS.getThreadCpuTime(id),
        SYSTEM.getProcessCpuTime(),
        THREADS.getThreadAllocatedBytes(id));
  }

  static Usage parse(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not the usage of a server: '" + line + "'");
    }
    return new Usage(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  String line() {
    return loopNanos + " " + processNanos + " " + loopBytes;
  }

  Usage minus(Usage before) {
    return new Usage(
        loopNanos - before.loopNanos,
        processNanos - before.processNanos,
        loopBytes - before.loopBytes);
  }
}
