package io.wsk.bench.jmh;

import java.util.Locale;

/** How the sample does its work. */
public enum SampleSubject implements Subject {
  RIGHT,
  WRONG,
  THROWING;

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
