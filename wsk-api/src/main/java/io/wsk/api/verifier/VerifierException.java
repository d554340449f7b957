package io.wsk.api.verifier;

/**
 * A client has broken the contract, and the verifier is {@linkplain VerifierMode#STRICT strict}.
 * Thrown at the caller when the call has had the effect that the contract gives it.
 */
public final class VerifierException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient VerifierReport report;

  /**
   * An exception for a violation; for providers.
   *
   * @param report what the listener was told
   */
  public VerifierException(VerifierReport report) {
    super(report.toString());
    this.report = report;
  }

  /**
   * What has been broken.
   *
   * @return the report that the listener was told
   */
  public VerifierReport report() {
    return report;
  }
}
