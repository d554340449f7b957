package io.wsk.bench.server;

import java.lang.management.ManagementFactory;

/**
 * What a server process says of itself. The line has four words; a dash is for what it cannot know.
 *
 * @param loopId the host's number of the event loop's thread; 0 if unknown
 * @param processNanos CPU time of the whole process; in steps of the host's clock, often 10 ms
 * @param loopNanos CPU time of the event loop
 * @param loopBytes memory allocated on the Java heap by the event loop
 */
record Report(long loopId, long processNanos, long loopNanos, long loopBytes) {
  private static final String NOTHING = "-";
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  static Report of(LoopThread loop) {
    long id = loop.thread().getId();
    return new Report(
        loop.hostId(),
        SYSTEM.getProcessCpuTime(),
        THREADS.getThreadCpuTime(id),
        THREADS.getThreadAllocatedBytes(id));
  }

  static Report parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 4) {
      throw new IllegalArgumentException("not what a server says of itself: '" + line + "'");
    }
    return new Report(number(words[0]), number(words[1]), number(words[2]), number(words[3]));
  }

  private static long number(String word) {
    return word.equals(NOTHING) ? Usage.UNKNOWN : Long.parseLong(word);
  }

  String line() {
    return loopId + " " + processNanos + " " + loopNanos + " " + loopBytes;
  }
}
