package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;

/** Who sends, and how it hears that it has been sent. */
public enum SendSubject implements Subject {
  /** Netty's write, with a promise and a listener. */
  RAW(Sample.RAW),
  /** A send whose IRP has a completion routine, and is used again. */
  ROUTINE("routine, IRP used again"),
  /** A send with a new IRP as a CompletionStage. */
  STAGE("CompletionStage, new IRP");

  private final String label;

  SendSubject(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
