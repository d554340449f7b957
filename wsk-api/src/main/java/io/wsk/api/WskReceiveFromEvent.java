package io.wsk.api;

import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams have arrived, and no receive-from request is queued for them.
 *
 * <p>Runs on the socket's event loop, never twice at a time for one socket. It must not block or
 * wait for other requests.
 *
 * <p>C: {@code PFN_WSK_RECEIVE_FROM_EVENT}.
 *
 * @param <C> the type of the socket's context
 */
@FunctionalInterface
public interface WskReceiveFromEvent<C> {
  /**
   * Takes datagrams, keeps them, or declines them.
   *
   * @param socketContext of the datagram socket
   * @param flags {@link Wsk#WSK_FLAG_AT_DISPATCH_LEVEL} when blocking is forbidden, which is
   *     always; {@link Wsk#WSK_FLAG_RELEASE_ASAP} when the provider wants retained indications back
   *     soon
   * @param dataIndication the datagrams, lent for the call; null when the provider has lost the
   *     socket
   * @return {@link NtStatus#STATUS_SUCCESS}: all are taken, and their memory goes back at once;
   *     {@link NtStatus#STATUS_PENDING}: the client keeps the list until it releases it; {@link
   *     NtStatus#STATUS_DATA_NOT_ACCEPTED}: if the callback was enabled dynamically, the provider
   *     keeps the datagrams and disables the callback until it is enabled again; if statically, it
   *     drops them
   */
  NtStatus receiveFrom(C socketContext, int flags, @Nullable WskDatagramIndication dataIndication);
}
