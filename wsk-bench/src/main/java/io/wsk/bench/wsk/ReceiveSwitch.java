package io.wsk.bench.wsk;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;

/** Disables and enables the receive callback of a connection. One thread at a time. */
public final class ReceiveSwitch {
  private static final WskControlRequest ENABLE =
      SO_WSK_EVENT_CALLBACK.set(WskEventCallbackControl.of(WSK_EVENT_RECEIVE));
  private static final WskControlRequest DISABLE =
      SO_WSK_EVENT_CALLBACK.set(WskEventCallbackControl.of(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE));

  private final WskConnectionSocket socket;
  private final Irp<Void> irp = Irp.allocate();

  /**
   * A switch.
   *
   * @param socket whose receive callback is enabled dynamically
   */
  public ReceiveSwitch(WskConnectionSocket socket) {
    this.socket = socket;
  }

  /**
   * Enables the callback.
   *
   * @throws NtStatusException if the provider refuses
   */
  public void enable() {
    check("enabling the receive callback", socket.control(ENABLE, null));
  }

  /**
   * Disables the callback. When it returns no call is in progress, and none will be until it is
   * enabled again. Not inside the callback.
   *
   * @throws NtStatusException if the provider refuses
   * @throws InterruptedException if the thread is interrupted while it waits for a call in progress
   */
  public void disable() throws InterruptedException {
    irp.reuse();
    NtStatus status = socket.control(DISABLE, irp);
    check("disabling the receive callback", status == STATUS_PENDING ? irp.await() : status);
  }

  private static void check(String what, NtStatus status) {
    if (!status.isSuccess()) {
      throw new NtStatusException(what, status);
    }
  }
}
