package io.wsk.api.control;

import org.jspecify.annotations.Nullable;

/**
 * Where a control puts its result. The caller makes one, hands it in and reads it once the call has
 * returned {@code STATUS_SUCCESS} or its IRP has been completed with it; after {@code
 * STATUS_BUFFER_OVERFLOW} only {@link #sizeReturned()} has a meaning. One holder serves any number
 * of calls, one at a time.
 *
 * <p>Sizes count bytes for single values, as C's type has them (4 for a Boolean or an Integer, 8
 * for a Long), and elements for lists, whose layout in C has no counterpart here. Most callers have
 * no limit to state and use {@link #unlimited()}. A capacity of 0 asks how much is needed.
 *
 * <p>Not thread-safe: from the call to its end the holder is the provider's.
 *
 * <p>C: {@code OutputSize}, {@code OutputBuffer} and {@code OutputSizeReturned} of WskControlSocket
 * and WskControlClient.
 *
 * @param <T> the result
 */
public final class ControlOutput<T> {
  private final long capacity;
  private @Nullable T value;
  private long sizeReturned;

  private ControlOutput(long capacity) {
    this.capacity = capacity;
  }

  /**
   * Makes an empty holder for results of any size.
   *
   * @param <T> the result
   * @return a new holder
   */
  public static <T> ControlOutput<T> unlimited() {
    return new ControlOutput<>(Long.MAX_VALUE);
  }

  /**
   * Makes an empty holder that refuses larger results with {@code STATUS_BUFFER_OVERFLOW}.
   *
   * @param <T> the result
   * @param size bytes for a single value, elements for a list; 0 to ask for the size alone
   * @return a new holder
   * @throws IllegalArgumentException if the size is negative
   */
  public static <T> ControlOutput<T> ofCapacity(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("negative capacity: " + size);
    }
    return new ControlOutput<>(size);
  }

  /**
   * How large a result may be.
   *
   * @return bytes for a single value, elements for a list; {@link Long#MAX_VALUE} without a limit
   */
  public long capacity() {
    return capacity;
  }

  /**
   * The result, if there is one.
   *
   * @return what the provider handed out; null before the call has ended, or if it failed
   */
  public @Nullable T value() {
    return value;
  }

  /**
   * The result of a call that is known to have succeeded.
   *
   * @return what the provider handed out
   * @throws IllegalStateException if nothing was handed out
   */
  public T get() {
    T current = value;
    if (current == null) {
      throw new IllegalStateException("control output read, but the control gave no result");
    }
    return current;
  }

  /**
   * The size of the result or, after {@code STATUS_BUFFER_OVERFLOW}, the capacity it needs.
   *
   * @return bytes for a single value, elements for a list; 0 if nothing was handed out
   */
  public long sizeReturned() {
    return sizeReturned;
  }

  /**
   * Whether a result of a size has room; for the provider.
   *
   * @param size bytes for a single value, elements for a list
   * @return false if the provider must answer {@code STATUS_BUFFER_OVERFLOW}
   */
  public boolean fits(long size) {
    return size <= capacity;
  }

  /**
   * Hands out the result; for the provider, at most once a call and before it completes the call.
   *
   * @param newValue the result; from now on shared with the caller
   * @param size bytes for a single value, elements for a list
   * @throws IllegalArgumentException if the size is negative or does not {@linkplain #fits fit}
   */
  public void set(T newValue, long size) {
    if (size < 0 || size > capacity) {
      throw new IllegalArgumentException("size " + size + " with a capacity of " + capacity);
    }
    value = newValue;
    sizeReturned = size;
  }

  /**
   * Says how much room the result needs, instead of the result; for a provider that is about to
   * answer {@code STATUS_BUFFER_OVERFLOW}.
   *
   * @param size bytes for a single value, elements for a list
   */
  public void sizeNeeded(long size) {
    value = null;
    sizeReturned = size;
  }

  /** Empties the holder for its next use; a provider does so when a call begins. */
  public void clear() {
    sizeNeeded(0);
  }

  /**
   * Gives a holder its type back. Sound because a holder only ever meets the type that its control
   * declares: the factories of requests take {@code ControlOutput<V>} with {@code Class<V>}.
   */
  @SuppressWarnings("unchecked")
  static <V> @Nullable ControlOutput<V> typed(
      @Nullable ControlOutput<?> output, Class<?> declared, Class<V> wanted) {
    return declared == wanted ? (ControlOutput<V>) output : null;
  }

  @Override
  public String toString() {
    return "ControlOutput[value=" + value + ", sizeReturned=" + sizeReturned + "]";
  }
}
