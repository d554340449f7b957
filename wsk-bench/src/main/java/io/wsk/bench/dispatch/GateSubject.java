package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;

/** What is passed on the way into a callback. */
public enum GateSubject implements Subject {
  /** A volatile flag: cheap, but whoever clears it does not know whether a call is in progress. */
  RAW(Sample.RAW) {
    @Override
    Gate open() {
      return new Gate.Flag();
    }
  },
  /** The provider's gate, for an event that is enabled statically. */
  STATIC("static") {
    @Override
    Gate open() {
      return new Gate.Static();
    }
  },
  /** The provider's gate, for an event that is enabled dynamically. */
  DYNAMIC("dynamic") {
    @Override
    Gate open() {
      return new Gate.Dynamic();
    }
  };

  private final String label;

  GateSubject(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  abstract Gate open();
}
