package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a connection.
 *
 * <p>C: {@code WSK_CLIENT_CONNECTION_DISPATCH}.
 *
 * @param receiveEvent data has arrived; null if it is never enabled
 * @param disconnectEvent the peer has disconnected; null if it is never enabled
 * @param sendBacklogEvent the ideal send backlog has changed; null if it is never enabled
 * @param <C> the type of the socket's context
 */
public record WskClientConnectionDispatch<C>(
    @Nullable WskReceiveEvent<C> receiveEvent,
    @Nullable WskDisconnectEvent<C> disconnectEvent,
    @Nullable WskSendBacklogEvent<C> sendBacklogEvent)
    implements WskSocketDispatch<C> {
  /**
   * The empty table, for a connection that is used by functions only.
   *
   * @param <C> the type of the socket's context
   * @return a table of nulls
   */
  public static <C> WskClientConnectionDispatch<C> none() {
    return new WskClientConnectionDispatch<>(null, null, null);
  }
}
