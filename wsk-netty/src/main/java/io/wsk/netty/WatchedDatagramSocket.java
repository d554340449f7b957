package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskReceiveFromEvent;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** A datagram socket's callback as the verifier has it called. */
final class WatchedDatagramSocket {
  private WatchedDatagramSocket() {}

  static <C> WskClientDatagramDispatch<C> of(
      ActiveVerifier verifier, SocketBase socket, WskClientDatagramDispatch<C> dispatch) {
    WskReceiveFromEvent<C> event = dispatch.receiveFromEvent();
    if (event == null) {
      return dispatch;
    }
    WatchedCallback callback =
        WatchedCallback.of(
            socket, "WskReceiveFromEvent (receiveFrom)", event, CallSites.here("dispatch given"));
    return new WskClientDatagramDispatch<>(
        (context, flags, datagrams) -> {
          NtStatus answer = null;
          CallbackRun run = verifier.enter(callback);
          try {
            answer = event.receiveFrom(context, flags, datagrams);
            return answer;
          } finally {
            verifier.exit(run);
            answered(verifier, callback, datagrams, answer);
          }
        });
  }

  /** All nodes that were lent, whatever the client has done to its own links. */
  private static void answered(
      ActiveVerifier verifier,
      WatchedCallback callback,
      @Nullable WskDatagramIndication datagrams,
      @Nullable NtStatus answer) {
    DatagramIndication node = datagrams instanceof DatagramIndication first ? first : null;
    while (node != null) {
      verifier.answered(callback, node, answer == STATUS_PENDING, answer);
      node = node.behind();
    }
  }
}
