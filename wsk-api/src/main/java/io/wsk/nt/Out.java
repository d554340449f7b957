package io.wsk.nt;

import org.jspecify.annotations.Nullable;

/**
 * An out parameter: a small holder that the caller hands in and reads afterwards. It may be used
 * again for the next call.
 *
 * <p>C: a pointer to caller-allocated memory, such as {@code PSOCKADDR LocalAddress}. Not
 * thread-safe; what a provider stored is visible to whoever saw the call return success or its IRP
 * completed.
 *
 * @param <T> what is handed out
 */
public final class Out<T> {
  private @Nullable T value;

  /** Makes an empty holder. */
  public Out() {}

  /**
   * What was handed out.
   *
   * @return the value
   * @throws IllegalStateException if nothing has been handed out
   */
  public T get() {
    T current = value;
    if (current == null) {
      throw new IllegalStateException("out parameter read before anything was handed out");
    }
    return current;
  }

  /**
   * What was handed out, if anything.
   *
   * @return the value, or null
   */
  public @Nullable T orNull() {
    return value;
  }

  /**
   * Hands a value out; for the called side.
   *
   * @param newValue what the caller gets
   */
  public void set(T newValue) {
    value = newValue;
  }

  /** Empties the holder for its next use. */
  public void clear() {
    value = null;
  }
}
