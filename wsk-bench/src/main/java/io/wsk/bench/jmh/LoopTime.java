package io.wsk.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The processor time of the event loop that did the operations; JMH adds the counts up. Unlike
 * wall-clock time it does not grow when others use the processor.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class LoopTime {
  /** The name of {@link #loopNanos} in JMH's results. */
  static final String NANOS = "loopNanos";

  /** The name of {@link #loopOperations} in JMH's results. */
  static final String OPERATIONS = "loopOperations";

  /** User and system time, in ns; 0 if it is not known. */
  public long loopNanos;

  /** What was done in that time. */
  public long loopOperations;
}
