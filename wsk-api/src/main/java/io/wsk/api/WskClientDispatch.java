package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * The client's side of a registration.
 *
 * <p>C: {@code WSK_CLIENT_DISPATCH}.
 *
 * @param version the version the client is written for, see {@link Wsk#makeWskVersion}
 * @param reserved must be 0
 * @param clientEvent called for client events; null for none
 * @param <A> the type of the client's context
 */
public record WskClientDispatch<A>(
    int version, int reserved, @Nullable WskClientEvent<A> clientEvent) {
  /**
   * Checks the reserved field.
   *
   * @param version see the record
   * @param reserved see the record
   * @param clientEvent see the record
   * @throws IllegalArgumentException if {@code reserved} is not 0
   */
  public WskClientDispatch {
    if (reserved != 0) {
      throw new IllegalArgumentException("reserved must be 0 but is " + reserved + " (REG-01)");
    }
  }
}
