package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;

/** Who holds what arrives until it is asked for. */
public enum BufferingSubject implements Subject {
  /** A Netty handler with a queue. */
  RAW(Sample.RAW),
  /** A connection whose receive callback is disabled: what is held is taken by a receive. */
  DISABLED("dynamic, disabled");

  private final String label;

  BufferingSubject(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
