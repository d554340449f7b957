package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;

/**
 * Every way to enable and to disable event callbacks, each in its C form: what the WDK's guide on
 * the subject does in C. docs/porting.md shows these methods.
 */
final class EventCallbacks {
  private EventCallbacks() {}

  /** A connection whose owner wants to know when its disconnect callback is disabled. */
  interface Session {
    WskConnectionSocket socket();

    void disconnectDisabled();

    void failed(NtStatus status);
  }

  static NtStatus enableDisconnectAndReceive(WskConnectionSocket socket) {
    WskEventCallbackControl control =
        WskEventCallbackControl.of(WSK_EVENT_DISCONNECT | WSK_EVENT_RECEIVE);
    return socket.control(SO_WSK_EVENT_CALLBACK.set(control), null); // no IRP when enabling
  }

  static NtStatus disableDisconnect(Session session) {
    Irp<Void> irp = Irp.allocate();
    irp.setCompletionRoutine(EventCallbacks::disableDisconnectComplete, session, true, true, true);
    WskEventCallbackControl control =
        WskEventCallbackControl.of(WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE); // one at a time
    return session.socket().control(SO_WSK_EVENT_CALLBACK.set(control), irp);
  }

  private static NtStatus disableDisconnectComplete(Irp<?> irp, Session session) {
    if (irp.status() == STATUS_SUCCESS) {
      session.disconnectDisabled(); // no call is in progress, and none will start
    } else {
      session.failed(irp.status());
    }
    // Here C has IoFreeIrp(Irp). We let go of the IRP: nobody refers to it any more.
    return STATUS_MORE_PROCESSING_REQUIRED;
  }

  static NtStatus setStaticEventCallbacks(WskProviderNpi npi) {
    WskEventCallbackControl control =
        WskEventCallbackControl.of(WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE);
    // Before the first socket. Each new socket gets the events that fit its category.
    return npi.dispatch()
        .controlClient(npi.client(), WSK_SET_STATIC_EVENT_CALLBACKS, control, null, null);
  }

  static void listenConditionally(WskListenSocket listener, InetSocketAddress address)
      throws InterruptedException {
    listener.set(SO_CONDITIONAL_ACCEPT, true).await(); // before bind; needs inspect and abort
    listener.bind(address).await();
  }

  static NtStatus enableForAcceptedSockets(WskListenSocket listener) {
    WskEventCallbackControl control =
        WskEventCallbackControl.of(WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    // After bind. RECEIVE and DISCONNECT are for the sockets that the accept callback accepts.
    return listener.control(SO_WSK_EVENT_CALLBACK.set(control), null);
  }
}
