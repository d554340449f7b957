package io.wsk.api;

/**
 * The out parameter of the receive callback that says how much of the data was taken. Untouched, it
 * says all. The provider lends it for the call and uses it again.
 *
 * <p>C: {@code PSIZE_T BytesAccepted}.
 */
public final class BytesAccepted {
  private long value;

  /** Makes a holder; for providers. */
  public BytesAccepted() {}

  /**
   * Says how many of the indicated bytes the client has taken, counted from the first. What is left
   * stays with the provider, and callbacks pause until the receive function is called.
   *
   * @param bytes 0 up to the number indicated; more counts as all and is reported as a client error
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public void set(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes accepted must not be negative but is " + bytes);
    }
    value = bytes;
  }

  /**
   * What has been said.
   *
   * @return bytes
   */
  public long value() {
    return value;
  }

  /**
   * Prepares the holder for a callback; for providers.
   *
   * @param bytesIndicated what the holder says if the client leaves it untouched
   */
  public void reset(long bytesIndicated) {
    // Mostly it says that already: a store that is not made is the cheapest.
    if (value != bytesIndicated) {
      value = bytesIndicated;
    }
  }
}
