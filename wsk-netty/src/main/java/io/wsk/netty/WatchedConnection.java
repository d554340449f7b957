package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskDisconnectEvent;
import io.wsk.api.WskReceiveEvent;
import io.wsk.api.WskSendBacklogEvent;
import io.wsk.api.verifier.CallSite;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * A connection's callbacks as the verifier has them called.
 *
 * @param <C> the type of the context
 */
final class WatchedConnection<C> {
  private final ActiveVerifier verifier;
  private final SocketBase socket;
  private final CallSite given = CallSites.here("dispatch given");

  private WatchedConnection(ActiveVerifier verifier, SocketBase socket) {
    this.verifier = verifier;
    this.socket = socket;
  }

  static <C> WskClientConnectionDispatch<C> of(
      ActiveVerifier verifier, SocketBase socket, WskClientConnectionDispatch<C> dispatch) {
    WatchedConnection<C> watched = new WatchedConnection<>(verifier, socket);
    WskReceiveEvent<C> receive = dispatch.receiveEvent();
    WskDisconnectEvent<C> disconnect = dispatch.disconnectEvent();
    WskSendBacklogEvent<C> backlog = dispatch.sendBacklogEvent();
    return new WskClientConnectionDispatch<>(
        receive == null ? null : watched.receive(receive),
        disconnect == null ? null : watched.disconnect(disconnect),
        backlog == null ? null : watched.sendBacklog(backlog));
  }

  private WatchedCallback callback(String event, Object member) {
    return WatchedCallback.of(socket, event, member, given);
  }

  private WskReceiveEvent<C> receive(WskReceiveEvent<C> event) {
    WatchedCallback callback = callback("WskReceiveEvent (receive)", event);
    return (context, flags, data, bytes, accepted) ->
        receive(callback, event, context, flags, data, bytes, accepted);
  }

  private NtStatus receive(
      WatchedCallback callback,
      WskReceiveEvent<C> event,
      C context,
      int flags,
      @Nullable WskDataIndication data,
      long bytes,
      BytesAccepted accepted) {
    NtStatus answer = null;
    CallbackRun run = verifier.enter(callback);
    try {
      answer = event.receive(context, flags, data, bytes, accepted);
      return answer;
    } finally {
      verifier.exit(run);
      if (data instanceof DataIndication node) {
        verifier.answered(callback, node, answer == STATUS_PENDING, answer);
      }
    }
  }

  private WskDisconnectEvent<C> disconnect(WskDisconnectEvent<C> event) {
    WatchedCallback callback = callback("WskDisconnectEvent (disconnect)", event);
    return (context, flags) -> {
      CallbackRun run = verifier.enter(callback);
      try {
        return event.disconnect(context, flags);
      } finally {
        verifier.exit(run);
      }
    };
  }

  private WskSendBacklogEvent<C> sendBacklog(WskSendBacklogEvent<C> event) {
    WatchedCallback callback = callback("WskSendBacklogEvent (sendBacklog)", event);
    return (context, size) -> {
      CallbackRun run = verifier.enter(callback);
      try {
        return event.sendBacklog(context, size);
      } finally {
        verifier.exit(run);
      }
    };
  }
}
