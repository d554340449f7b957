package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;
import io.wsk.bench.wsk.Callbacks;

/** Who receives datagrams. */
public enum ReceiveFromSubject implements Subject {
  /** A Netty handler, one datagram at a time. */
  RAW(Sample.RAW, Callbacks.STATIC),
  /** A callback that is enabled statically, and gets lists. */
  STATIC("static", Callbacks.STATIC),
  /** A callback that is enabled dynamically, and gets lists. */
  DYNAMIC("dynamic", Callbacks.DYNAMIC);

  private final String label;
  private final Callbacks callbacks;

  ReceiveFromSubject(String label, Callbacks callbacks) {
    this.label = label;
    this.callbacks = callbacks;
  }

  @Override
  public String label() {
    return label;
  }

  Callbacks callbacks() {
    return callbacks;
  }
}
