package io.wsk.bench.jmh;

import java.util.List;

/**
 * How benchmarks are run, whichever they are.
 *
 * @param jvms with which virtual machines, side by side; at least one
 * @param jvmArgs options for them
 * @param counters whether the processor's cycles and instructions are counted, too
 * @param verbose whether what JMH prints is shown
 */
public record JmhSettings(List<Jvm> jvms, List<String> jvmArgs, boolean counters, boolean verbose) {
  /**
   * The virtual machine that runs this, and all that the host can count.
   *
   * @return the settings
   */
  public static JmhSettings usual() {
    return new JmhSettings(List.of(Jvm.running()), List.of(), PerfCounters.areAvailable(), false);
  }

  /** A cell's label; it names the virtual machine if there are several. */
  String label(Cell cell, Jvm jvm) {
    return jvms.size() == 1 ? cell.label() : cell.label() + ", JDK " + jvm.version();
  }
}
