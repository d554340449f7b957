package io.wsk.netty;

import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import org.jspecify.annotations.Nullable;

/**
 * The provider's memory that travels with an IRP: the request objects of its last send and its last
 * receive, used again when the IRP is. An IRP that does both in turn, as an echo does, keeps both.
 */
final class IrpSlots {
  private @Nullable SendRequest send;
  private @Nullable ReceiveRequest receive;
  private @Nullable SendToRequest sendTo;
  private @Nullable ReceiveFromRequest receiveFrom;

  /**
   * The slots of an IRP, or new ones. The IRP may be another call's by mistake, so nothing is
   * written to it here; {@link #keep} does that once it is ours.
   */
  static IrpSlots of(Irp<?> irp) {
    return IoManager.driverContext(irp) instanceof IrpSlots slots ? slots : new IrpSlots();
  }

  SendRequest sendFor(SendPath path) {
    SendRequest last = send;
    return last != null && last.isFor(path) ? last : new SendRequest(path);
  }

  ReceiveRequest receiveFor(ReceivePath path) {
    ReceiveRequest last = receive;
    return last != null && last.isFor(path) ? last : new ReceiveRequest(path);
  }

  SendToRequest sendToFor(SendToPath path) {
    SendToRequest last = sendTo;
    return last != null && last.isFor(path) ? last : new SendToRequest(path);
  }

  ReceiveFromRequest receiveFromFor(ReceiveFromPath path) {
    ReceiveFromRequest last = receiveFrom;
    return last != null && last.isFor(path) ? last : new ReceiveFromRequest(path);
  }

  void keep(Irp<?> irp, SendToRequest request) {
    if (sendTo != request) {
      sendTo = request;
      IoManager.setDriverContext(irp, this);
    }
  }

  void keep(Irp<?> irp, ReceiveFromRequest request) {
    if (receiveFrom != request) {
      receiveFrom = request;
      IoManager.setDriverContext(irp, this);
    }
  }

  void keep(Irp<?> irp, SendRequest request) {
    if (send != request) {
      send = request;
      IoManager.setDriverContext(irp, this);
    }
  }

  void keep(Irp<?> irp, ReceiveRequest request) {
    if (receive != request) {
      receive = request;
      IoManager.setDriverContext(irp, this);
    }
  }
}
