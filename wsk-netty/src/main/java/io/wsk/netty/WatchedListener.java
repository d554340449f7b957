package io.wsk.netty;

import io.wsk.api.WskAbortEvent;
import io.wsk.api.WskAcceptEvent;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskInspectEvent;
import io.wsk.api.verifier.CallSite;

/**
 * A listener's callbacks as the verifier has them called.
 *
 * @param <C> the type of the context
 */
final class WatchedListener<C> {
  private final ActiveVerifier verifier;
  private final SocketBase socket;
  private final CallSite given = CallSites.here("dispatch given");

  private WatchedListener(ActiveVerifier verifier, SocketBase socket) {
    this.verifier = verifier;
    this.socket = socket;
  }

  static <C> WskClientListenDispatch<C> of(
      ActiveVerifier verifier, SocketBase socket, WskClientListenDispatch<C> dispatch) {
    WatchedListener<C> watched = new WatchedListener<>(verifier, socket);
    WskAcceptEvent<C> accept = dispatch.acceptEvent();
    WskInspectEvent<C> inspect = dispatch.inspectEvent();
    WskAbortEvent<C> abort = dispatch.abortEvent();
    return new WskClientListenDispatch<>(
        accept == null ? null : watched.accept(accept),
        inspect == null ? null : watched.inspect(inspect),
        abort == null ? null : watched.abort(abort));
  }

  private WatchedCallback callback(String event, Object member) {
    return WatchedCallback.of(socket, event, member, given);
  }

  private WskAcceptEvent<C> accept(WskAcceptEvent<C> event) {
    WatchedCallback callback = callback("WskAcceptEvent (accept)", event);
    return (context, flags, local, remote, accepted, out) -> {
      CallbackRun run = verifier.enter(callback);
      try {
        return event.accept(context, flags, local, remote, accepted, out);
      } finally {
        verifier.exit(run);
      }
    };
  }

  private WskInspectEvent<C> inspect(WskInspectEvent<C> event) {
    WatchedCallback callback = callback("WskInspectEvent (inspect)", event);
    return (context, local, remote, id) -> {
      CallbackRun run = verifier.enter(callback);
      try {
        return event.inspect(context, local, remote, id);
      } finally {
        verifier.exit(run);
      }
    };
  }

  private WskAbortEvent<C> abort(WskAbortEvent<C> event) {
    WatchedCallback callback = callback("WskAbortEvent (abort)", event);
    return (context, id) -> {
      CallbackRun run = verifier.enter(callback);
      try {
        return event.abort(context, id);
      } finally {
        verifier.exit(run);
      }
    };
  }
}
