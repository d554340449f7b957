package io.wsk.bench.server;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * Memory that a process needs: what is left when the collector has taken all it can.
 *
 * @param heapBytes on the Java heap
 * @param directBytes in buffers outside of it
 */
public record MemoryUsage(long heapBytes, long directBytes) {
  private static final int MAX_COLLECTIONS = 10;

  /** Two readings that differ by less are the same: the collector's own doing, in bytes. */
  private static final long STABLE_BYTES = 4096;

  /**
   * What this process needs. Runs the collector until the heap gets no smaller.
   *
   * @return the reading
   */
  public static MemoryUsage ofThisProcess() {
    long heap = heapAfterCollection();
    for (int i = 0; i < MAX_COLLECTIONS; i++) {
      long before = heap;
      heap = Math.min(before, heapAfterCollection());
      if (before - heap < STABLE_BYTES) {
        break;
      }
    }
    return new MemoryUsage(heap, direct());
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Netty counts what it takes from the host itself; what it takes from the JDK, the JDK counts.
   */
  private static long direct() {
    long jdk =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return PlatformDependent.useDirectBufferNoCleaner()
        ? jdk + PlatformDependent.usedDirectMemory()
        : jdk;
  }

  static MemoryUsage parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 2) {
      throw new IllegalArgumentException("not the memory of a server: '" + line + "'");
    }
    return new MemoryUsage(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  String line() {
    return heapBytes + " " + directBytes;
  }

  /**
   * What has come on top of an earlier reading.
   *
   * @param before the earlier reading of the same process
   * @return the differences
   */
  public MemoryUsage minus(MemoryUsage before) {
    return new MemoryUsage(heapBytes - before.heapBytes, directBytes - before.directBytes);
  }
}
