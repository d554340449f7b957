package io.wsk.api;

import io.wsk.nt.NtStatus;

/**
 * The peer has disconnected. Called once, after all data that arrived before has been indicated or
 * taken.
 *
 * <p>Runs on the connection's event loop. It must not block or wait for other requests.
 *
 * <p>C: {@code PFN_WSK_DISCONNECT_EVENT}.
 *
 * @param <C> the type of the connection's context
 */
@FunctionalInterface
public interface WskDisconnectEvent<C> {
  /**
   * Tells that nothing more will arrive. After a graceful disconnect the client may go on sending.
   *
   * @param socketContext of the connection
   * @param flags {@link Wsk#WSK_FLAG_ABORTIVE} if the peer has reset the connection or the provider
   *     has lost it; {@link Wsk#WSK_FLAG_AT_DISPATCH_LEVEL} when blocking is forbidden, which is
   *     always
   * @return {@link NtStatus#STATUS_SUCCESS}; anything else is logged and ignored
   */
  NtStatus disconnect(C socketContext, int flags);
}
