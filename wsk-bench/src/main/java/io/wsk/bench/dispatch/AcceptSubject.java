package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;
import io.wsk.bench.wsk.Callbacks;
import java.util.List;

/** Who accepts connections. */
public enum AcceptSubject implements Subject {
  /** Netty's server bootstrap. */
  RAW(Sample.RAW, Callbacks.STATIC, Inspection.NONE),
  /** An accept callback that is enabled statically. */
  STATIC("static", Callbacks.STATIC, Inspection.NONE),
  /** An accept callback that is enabled dynamically. */
  DYNAMIC("dynamic", Callbacks.DYNAMIC, Inspection.NONE),
  /** As {@link #STATIC}, behind an inspect callback that accepts at once. */
  INSPECT_ACCEPT("static, inspect: accept", Callbacks.STATIC, Inspection.ACCEPT),
  /** As {@link #STATIC}, behind an inspect callback that pends; each is completed later. */
  INSPECT_PEND("static, inspect: pend, complete", Callbacks.STATIC, Inspection.PEND);

  /** How connections are inspected. */
  enum Inspection {
    NONE,
    ACCEPT,
    PEND
  }

  /** Those that every process opens and warms. */
  static final List<AcceptSubject> COMPARED = List.of(RAW, STATIC, DYNAMIC);

  private final String label;
  private final Callbacks callbacks;
  private final Inspection inspection;

  AcceptSubject(String label, Callbacks callbacks, Inspection inspection) {
    this.label = label;
    this.callbacks = callbacks;
    this.inspection = inspection;
  }

  @Override
  public String label() {
    return label;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  Inspection inspection() {
    return inspection;
  }
}
