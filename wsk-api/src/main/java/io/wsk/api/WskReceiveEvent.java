package io.wsk.api;

import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * Data has arrived on a connection, and no receive request is queued for it.
 *
 * <p>Runs on the connection's event loop, never twice at a time for one socket. It must not block
 * or wait for other requests.
 *
 * <p>C: {@code PFN_WSK_RECEIVE_EVENT}.
 *
 * @param <C> the type of the connection's context
 */
@FunctionalInterface
public interface WskReceiveEvent<C> {
  /**
   * Takes data, keeps it, or declines it.
   *
   * @param socketContext of the connection
   * @param flags {@link Wsk#WSK_FLAG_AT_DISPATCH_LEVEL} when blocking is forbidden, which is
   *     always; {@link Wsk#WSK_FLAG_RELEASE_ASAP} when the provider wants retained indications back
   *     soon
   * @param dataIndication the data, lent for the call; null when the provider has lost the socket,
   *     which the client should then close
   * @param bytesIndicated the number of bytes in the whole list
   * @param bytesAccepted takes the number of bytes accepted; untouched it says all
   * @return {@link NtStatus#STATUS_SUCCESS}: as many bytes as {@code bytesAccepted} says are taken,
   *     and the memory goes back at once; if bytes are left, callbacks pause until the receive
   *     function is called, zero length included. {@link NtStatus#STATUS_PENDING}: all is taken,
   *     and the client keeps the list until it releases it. {@link
   *     NtStatus#STATUS_DATA_NOT_ACCEPTED}: nothing is taken, and callbacks pause. Anything else,
   *     or an exception, counts as the latter and is logged and counted
   */
  NtStatus receive(
      C socketContext,
      int flags,
      @Nullable WskDataIndication dataIndication,
      long bytesIndicated,
      BytesAccepted bytesAccepted);
}
