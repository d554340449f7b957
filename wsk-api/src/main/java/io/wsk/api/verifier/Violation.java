package io.wsk.api.verifier;

/** The ways to break the contract that a verifier sees. */
public enum Violation {
  /** An indication was released that had not been kept, or on another socket than its own. */
  RELEASE_NOT_RETAINED("REV-07"),

  /** An indication was released that had been released. */
  DOUBLE_RELEASE("REV-07"),

  /** An IRP was given to a function while it was pending, or completed and not reused. */
  IRP_REUSE("IRP-05"),

  /** A function was called on a socket whose close had begun. */
  CALL_AFTER_CLOSE("CLO-05"),

  /**
   * An indication was kept and will never be released: nobody refers to it any more, or the
   * registration has been taken back.
   */
  INDICATION_LEAK("CLO-06"),

  /** A callback took longer than it may, or is still in progress after that time. */
  CALLBACK_TOO_LONG("THR-03"),

  /**
   * A function that waits was called on a provider thread, and was refused. A report names IRP-09
   * or REG-08 where these say so.
   */
  BLOCKING_WAIT("THR-03"),

  /**
   * A callback answered with a status that means nothing there. A report names the rule of that
   * callback.
   */
  WRONG_STATUS("THR-04"),

  /** A registration was never taken back: nobody refers to it any more, or the process exits. */
  REGISTRATION_LEFT_OPEN("REG-05");

  private final String rule;

  Violation(String rule) {
    this.rule = rule;
  }

  /**
   * The rule that is broken, if a report does not name a more exact one.
   *
   * @return its id in the contract, such as {@code REV-07}
   */
  public String rule() {
    return rule;
  }
}
