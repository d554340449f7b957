package io.wsk.bench.dispatch;

/** Who switches reception off and on. */
public enum SwitchedFrom {
  /** The connection's own loop. */
  LOOP("on the loop"),
  /** Another thread, while nothing arrives. */
  THREAD("another thread, idle"),
  /** Another thread, while the loop is busy with what arrives. */
  THREAD_WITH_TRAFFIC("another thread, traffic");

  private final String label;

  SwitchedFrom(String label) {
    this.label = label;
  }

  /**
   * Who, for people.
   *
   * @return a few words
   */
  public String label() {
    return label;
  }
}
