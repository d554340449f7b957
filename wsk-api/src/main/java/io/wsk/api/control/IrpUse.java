package io.wsk.api.control;

/**
 * Whether a control takes an IRP. A provider answers a breach of the rule with {@code
 * STATUS_INVALID_PARAMETER} and does nothing else; an IRP that was given all the same is completed
 * with that status.
 *
 * <p>C: the remarks of each control's reference page ("must specify a pointer to an IRP").
 */
public enum IrpUse {
  /** The result is in the IRP; null is refused. */
  REQUIRED,

  /** With an IRP the end of the operation is reported; without one it takes place unreported. */
  OPTIONAL,

  /** The result is in the returned status; only null is allowed. */
  FORBIDDEN;

  /**
   * Checks a call against this rule.
   *
   * @param irpGiven whether the caller passed an IRP
   * @return false if the call has to be refused with {@code STATUS_INVALID_PARAMETER}
   */
  public boolean allows(boolean irpGiven) {
    return this == OPTIONAL || irpGiven == (this == REQUIRED);
  }
}
