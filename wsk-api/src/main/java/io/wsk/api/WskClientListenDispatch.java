package io.wsk.api;

import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a listening socket.
 *
 * <p>C: {@code WSK_CLIENT_LISTEN_DISPATCH}.
 *
 * @param acceptEvent a connection has come in; null if it is never enabled
 * @param inspectEvent a connection is to be inspected; null without conditional accept
 * @param abortEvent a connection under inspection was dropped; null without conditional accept
 * @param <C> the type of the socket's context
 */
public record WskClientListenDispatch<C>(
    @Nullable WskAcceptEvent<C> acceptEvent,
    @Nullable WskInspectEvent<C> inspectEvent,
    @Nullable WskAbortEvent<C> abortEvent)
    implements WskSocketDispatch<C> {
  /**
   * A listener that accepts by callback, without conditional accept.
   *
   * @param acceptEvent a connection has come in
   */
  public WskClientListenDispatch(@Nullable WskAcceptEvent<C> acceptEvent) {
    this(acceptEvent, null, null);
  }

  /**
   * The empty table, for a listener that accepts by the accept function only.
   *
   * @param <C> the type of the socket's context
   * @return a table of nulls
   */
  public static <C> WskClientListenDispatch<C> none() {
    return new WskClientListenDispatch<>(null, null, null);
  }
}
