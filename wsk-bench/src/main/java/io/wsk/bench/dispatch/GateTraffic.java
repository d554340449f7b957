package io.wsk.bench.dispatch;

/** What other threads do to a gate meanwhile. */
public enum GateTraffic {
  /** Nothing. */
  ALONE("alone"),
  /** One disables and enables as fast as it can. */
  CONTENDED("another thread disables and enables");

  private final String label;

  GateTraffic(String label) {
    this.label = label;
  }

  /**
   * What they do, for people.
   *
   * @return a few words
   */
  public String label() {
    return label;
  }
}
