package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskAbortEvent;
import io.wsk.api.WskAcceptEvent;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectEvent;
import io.wsk.api.WskInspectId;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A listener's context and callbacks, tied together while both have the same type.
 *
 * @param <C> the type of the context
 */
final class ListenCallbacks<C> {
  private final @Nullable C context;
  private final WskClientListenDispatch<C> dispatch;
  private final @Nullable WskAcceptEvent<C> acceptEvent;
  private final @Nullable WskInspectEvent<C> inspectEvent;
  private final @Nullable WskAbortEvent<C> abortEvent;

  ListenCallbacks(@Nullable C context, WskClientListenDispatch<C> dispatch) {
    this.context = context;
    this.dispatch = dispatch;
    this.acceptEvent = dispatch.acceptEvent();
    this.inspectEvent = dispatch.inspectEvent();
    this.abortEvent = dispatch.abortEvent();
  }

  /** The callbacks for what a function got; either may be null. */
  static <C> ListenCallbacks<C> of(
      @Nullable C context, @Nullable WskClientListenDispatch<C> dispatch) {
    return new ListenCallbacks<>(
        context, dispatch == null ? WskClientListenDispatch.none() : dispatch);
  }

  /** The same callbacks, for a socket: watched by the verifier if it is on. */
  ListenCallbacks<C> on(SocketBase socket) {
    Verifier verifier = socket.verifier();
    return verifier.isOn()
        ? new ListenCallbacks<>(context, verifier.watch(socket, dispatch))
        : this;
  }

  /** The events that have a callback. */
  int events() {
    return acceptEvent == null ? 0 : WSK_EVENT_ACCEPT;
  }

  /** Whether there is what conditional accept needs. */
  boolean canInspect() {
    return inspectEvent != null && abortEvent != null;
  }

  // The context is null only if the client gave null: it gets back what it gave.
  @SuppressWarnings("NullAway")
  @Nullable WskInspectAction inspect(
      InetSocketAddress local, InetSocketAddress remote, @Nullable WskInspectId id) {
    WskInspectEvent<C> event = inspectEvent;
    return event == null
        ? WskInspectAction.WskInspectReject
        : event.inspect(context, local, remote, id);
  }

  @SuppressWarnings("NullAway")
  @Nullable NtStatus abort(WskInspectId id) {
    WskAbortEvent<C> event = abortEvent;
    return event == null ? STATUS_SUCCESS : event.abort(context, id);
  }

  @SuppressWarnings("NullAway")
  NtStatus accept(
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      @Nullable WskConnectionSocket acceptSocket,
      AcceptedSocket accepted) {
    WskAcceptEvent<C> event = acceptEvent;
    return event == null
        ? STATUS_REQUEST_NOT_ACCEPTED
        : event.accept(context, flags, local, remote, acceptSocket, accepted);
  }
}
