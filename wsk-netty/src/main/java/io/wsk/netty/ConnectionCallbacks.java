package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskDisconnectEvent;
import io.wsk.api.WskReceiveEvent;
import io.wsk.api.WskSendBacklogEvent;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * A connection's context and callbacks, tied together while both have the same type.
 *
 * @param <C> the type of the context
 */
final class ConnectionCallbacks<C> {
  /** Stands in where no dispatch was given. */
  static final ConnectionCallbacks<?> NONE =
      new ConnectionCallbacks<>(null, WskClientConnectionDispatch.none());

  /** Stands in where there is no receive callback; the event cannot be enabled then. */
  static final WskReceiveEvent<Object> TAKES_ALL =
      (context, flags, data, bytesIndicated, accepted) -> STATUS_SUCCESS;

  private final @Nullable C context;
  private final @Nullable WskReceiveEvent<C> receiveEvent;
  private final @Nullable WskDisconnectEvent<C> disconnectEvent;
  private final @Nullable WskSendBacklogEvent<C> sendBacklogEvent;
  private final int events;

  ConnectionCallbacks(@Nullable C context, WskClientConnectionDispatch<C> dispatch) {
    this.context = context;
    this.receiveEvent = dispatch.receiveEvent();
    this.disconnectEvent = dispatch.disconnectEvent();
    this.sendBacklogEvent = dispatch.sendBacklogEvent();
    this.events =
        (dispatch.receiveEvent() == null ? 0 : WSK_EVENT_RECEIVE)
            | (dispatch.disconnectEvent() == null ? 0 : WSK_EVENT_DISCONNECT)
            | (dispatch.sendBacklogEvent() == null ? 0 : WSK_EVENT_SEND_BACKLOG);
  }

  /** The callbacks for what a function got; either may be null. */
  static <C> ConnectionCallbacks<?> of(
      @Nullable C context, @Nullable WskClientConnectionDispatch<C> dispatch) {
    return dispatch == null ? NONE : new ConnectionCallbacks<>(context, dispatch);
  }

  /** The same callbacks, for a socket: watched by the verifier if it is on. */
  ConnectionCallbacks<C> on(SocketBase socket) {
    Verifier verifier = socket.verifier();
    return verifier.isOn() && events != 0
        ? new ConnectionCallbacks<>(context, verifier.watch(socket, dispatch()))
        : this;
  }

  private WskClientConnectionDispatch<C> dispatch() {
    return new WskClientConnectionDispatch<>(receiveEvent, disconnectEvent, sendBacklogEvent);
  }

  /** The events that have a callback. */
  int events() {
    return events;
  }

  /** What receives are to be called with. */
  @Nullable Object context() {
    return context;
  }

  /** The receive callback, to be called with {@link #context} alone; one that takes all if null. */
  @SuppressWarnings("unchecked") // the context has the type that the callback asks for
  WskReceiveEvent<Object> receiveEvent() {
    return receiveEvent == null ? TAKES_ALL : (WskReceiveEvent<Object>) receiveEvent;
  }

  // The context is null only if the client gave null: it gets back what it gave.
  @SuppressWarnings("NullAway")
  NtStatus disconnect(int flags) {
    WskDisconnectEvent<C> event = disconnectEvent;
    return event == null ? STATUS_SUCCESS : event.disconnect(context, flags);
  }

  @SuppressWarnings("NullAway")
  NtStatus sendBacklog(long idealBacklogSize) {
    WskSendBacklogEvent<C> event = sendBacklogEvent;
    return event == null ? STATUS_SUCCESS : event.sendBacklog(context, idealBacklogSize);
  }
}
