package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskAcceptEvent;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
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
  private final @Nullable WskAcceptEvent<C> acceptEvent;

  ListenCallbacks(@Nullable C context, WskClientListenDispatch<C> dispatch) {
    this.context = context;
    this.acceptEvent = dispatch.acceptEvent();
  }

  /** The events that have a callback. */
  int events() {
    return acceptEvent == null ? 0 : WSK_EVENT_ACCEPT;
  }

  // The context is null only if the client gave null: it gets back what it gave.
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
