package io.wsk.nt;

/**
 * Thrown where a status cannot be returned: by the forms of a function that return their result
 * instead. The C forms never throw it.
 */
public class NtStatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How the operation ended. */
  private final NtStatus status;

  /**
   * Names the operation that failed.
   *
   * @param operation what was tried, with its socket or address where there is one
   * @param status how it ended; not a success
   */
  public NtStatusException(String operation, NtStatus status) {
    super(operation + " failed with " + status);
    this.status = status;
  }

  /**
   * How the operation ended.
   *
   * @return the status that the C form returned or completed its IRP with
   */
  public NtStatus status() {
    return status;
  }
}
