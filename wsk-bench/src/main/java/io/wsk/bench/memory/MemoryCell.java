package io.wsk.bench.memory;

import com.sun.management.UnixOperatingSystemMXBean;
import io.wsk.bench.suite.Profile;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What connections have been through before they are idle.
 *
 * @param connections how many there are
 * @param used whether each has echoed a message
 */
public record MemoryCell(int connections, boolean used) {
  private static final int QUICK_CONNECTIONS = 1_000;
  private static final int CONNECTIONS = 10_000;

  /** Descriptors that are not connections. */
  private static final int OTHER_DESCRIPTORS = 200;

  /**
   * Connections that have only been accepted: what the budget is stated for.
   *
   * @param profile how much to measure
   * @return as many as the profile says, or as the host allows
   */
  public static MemoryCell fresh(Profile profile) {
    return new MemoryCell(count(profile), false);
  }

  /**
   * Connections that have echoed a message each.
   *
   * @param profile how much to measure
   * @return as many as {@link #fresh}
   */
  public static MemoryCell used(Profile profile) {
    return new MemoryCell(count(profile), true);
  }

  private static int count(Profile profile) {
    int wanted = profile == Profile.QUICK ? QUICK_CONNECTIONS : CONNECTIONS;
    return (int) Math.max(1, Math.min(wanted, maxDescriptors() - OTHER_DESCRIPTORS));
  }

  private static long maxDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /**
   * The name that samples carry.
   *
   * @return such as {@code 10,000 connections, never used}
   */
  public String label() {
    String history = used ? "used once" : "never used";
    return String.format(Locale.ROOT, "%,d connections, %s", connections, history);
  }
}
