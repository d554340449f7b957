package io.wsk.api;

import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection has come in on a listening socket, and no accept request is queued for it.
 *
 * <p>Runs on the listener's event loop. It must not block or wait for other requests. Until it has
 * returned, no data is read from the accepted socket and none of its callbacks runs.
 *
 * <p>C: {@code PFN_WSK_ACCEPT_EVENT}.
 *
 * @param <C> the type of the listening socket's context
 */
@FunctionalInterface
public interface WskAcceptEvent<C> {
  /**
   * Decides on a connection.
   *
   * @param socketContext of the listening socket, as given at its creation
   * @param flags {@link Wsk#WSK_FLAG_AT_DISPATCH_LEVEL} when blocking is forbidden, which is always
   * @param localAddress where the connection arrived
   * @param remoteAddress who connects; the local address again when the listener is lost
   * @param acceptSocket the new connection; null when the provider has lost the listener, which the
   *     client should then close
   * @param accepted takes context and dispatch of the new connection; valid during the call
   * @return {@link NtStatus#STATUS_SUCCESS} to accept: the client owns the socket and must close
   *     it; {@link NtStatus#STATUS_REQUEST_NOT_ACCEPTED} to reject: the provider closes it.
   *     Anything else, or an exception, rejects too and is logged and counted
   */
  NtStatus accept(
      C socketContext,
      int flags,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      @Nullable WskConnectionSocket acceptSocket,
      AcceptedSocket accepted);
}
