package io.wsk.api;

import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client of events that belong to no socket. WSK defines none today; the callback is always
 * enabled and cannot be disabled.
 *
 * <p>C: {@code PFN_WSK_CLIENT_EVENT}.
 *
 * @param <A> the type of the client's context
 */
@FunctionalInterface
public interface WskClientEvent<A> {
  /**
   * Called for an event.
   *
   * @param clientContext as registered
   * @param eventType the event's code
   * @param information what the event carries; null if nothing
   * @return {@link NtStatus#STATUS_SUCCESS}, or {@link NtStatus#STATUS_NOT_SUPPORTED} for an event
   *     that the client does not know
   */
  NtStatus clientEvent(A clientContext, int eventType, @Nullable Object information);
}
