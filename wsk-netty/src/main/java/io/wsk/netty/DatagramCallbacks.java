package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskReceiveFromEvent;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * A datagram socket's context and callback, tied together while both have the same type.
 *
 * @param <C> the type of the context
 */
final class DatagramCallbacks<C> {
  private final @Nullable C context;
  private final @Nullable WskReceiveFromEvent<C> receiveFromEvent;

  DatagramCallbacks(@Nullable C context, WskClientDatagramDispatch<C> dispatch) {
    this.context = context;
    this.receiveFromEvent = dispatch.receiveFromEvent();
  }

  /** The same callbacks, for a socket: watched by the verifier if it is on. */
  DatagramCallbacks<C> on(SocketBase socket) {
    Verifier verifier = socket.verifier();
    return verifier.isOn()
        ? new DatagramCallbacks<>(
            context, verifier.watch(socket, new WskClientDatagramDispatch<>(receiveFromEvent)))
        : this;
  }

  /** The events that have a callback. */
  int events() {
    return receiveFromEvent == null ? 0 : WSK_EVENT_RECEIVE_FROM;
  }

  // The context is null only if the client gave null: it gets back what it gave.
  @SuppressWarnings("NullAway")
  NtStatus receiveFrom(int flags, @Nullable DatagramIndication datagrams) {
    WskReceiveFromEvent<C> event = receiveFromEvent;
    return event == null ? STATUS_SUCCESS : event.receiveFrom(context, flags, datagrams);
  }
}
