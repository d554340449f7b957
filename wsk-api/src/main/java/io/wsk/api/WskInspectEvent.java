package io.wsk.api;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection has come in on a listening socket with conditional accept; nothing else of it has
 * been seen yet. Cannot be disabled.
 *
 * <p>Runs on the listener's event loop. It must not block or wait for other requests: a decision
 * that takes time is left to {@link WskProviderListenDispatch#inspectComplete}.
 *
 * <p>C: {@code PFN_WSK_INSPECT_EVENT}.
 *
 * @param <C> the type of the listening socket's context
 */
@FunctionalInterface
public interface WskInspectEvent<C> {
  /**
   * Decides on a connection before it is accepted.
   *
   * @param socketContext of the listening socket
   * @param localAddress where the connection arrived
   * @param remoteAddress who connects; the local address again when the listener is lost
   * @param inspectId names the connection; may be kept. Null when the provider has lost the
   *     listener and the accept callback is not enabled, which would have been told: the client
   *     should then close it, and the answer is ignored
   * @return what to do with it; null or an exception rejects and is logged and counted
   */
  WskInspectAction inspect(
      C socketContext,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      @Nullable WskInspectId inspectId);
}
