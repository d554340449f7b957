package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;

/** What is switched off and on. */
public enum ControlSubject implements Subject {
  /**
   * Netty's automatic reading: what there is without WSK, though it does not say when it is off.
   */
  RAW(Sample.RAW),
  /** A receive callback, disabled for certain, then enabled. */
  DYNAMIC("dynamic");

  private final String label;

  ControlSubject(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
