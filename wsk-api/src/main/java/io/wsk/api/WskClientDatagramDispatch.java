package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * The callback of a datagram socket.
 *
 * <p>C: {@code WSK_CLIENT_DATAGRAM_DISPATCH}.
 *
 * @param receiveFromEvent datagrams have arrived; null if it is never enabled
 * @param <C> the type of the socket's context
 */
public record WskClientDatagramDispatch<C>(@Nullable WskReceiveFromEvent<C> receiveFromEvent)
    implements WskSocketDispatch<C> {
  /**
   * The empty table, for a socket that is used by functions only.
   *
   * @param <C> the type of the socket's context
   * @return a table of nulls
   */
  public static <C> WskClientDatagramDispatch<C> none() {
    return new WskClientDatagramDispatch<>(null);
  }
}
