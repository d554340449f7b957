package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Driver;
import io.wsk.bench.jmh.Subject;
import java.util.function.Supplier;

/** Who tells of the completion of a request. */
@SuppressWarnings("ImmutableEnumChecker") // constructors
public enum IrpSubject implements Subject {
  /** A promise of Netty's with a listener. */
  RAW(Sample.RAW, Completions.Promises::new),
  /** An IRP with a completion routine, which is used again. */
  ROUTINE("routine, IRP used again", Completions.Routines::new),
  /** A new IRP with a completion routine. */
  NEW_ROUTINE("routine, new IRP", Completions.NewRoutines::new),
  /** A new IRP as a CompletionStage. */
  STAGE("CompletionStage, new IRP", Completions.Stages::new);

  private final String label;
  private final Supplier<Driver> drivers;

  IrpSubject(String label, Supplier<Driver> drivers) {
    this.label = label;
    this.drivers = drivers;
  }

  @Override
  public String label() {
    return label;
  }

  Driver open() {
    return drivers.get();
  }
}
