package io.wsk.bench.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What went wrong while a benchmark ran; JMH adds the counts up. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Failures {
  /** The name of the count in JMH's results. */
  static final String COUNTER = "failed";

  /** Invocations in which bytes, buffers or completions were missing or too many. */
  public long failed;
}
