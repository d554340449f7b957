package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_IMPLEMENTED;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.control.ClientControl;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * The part of the API that this provider does not do, in one place: datagram and stream sockets,
 * conditional accept, name resolution, and the client controls that {@link ClientRequests} does not
 * know.
 */
final class Unsupported {
  private Unsupported() {}

  /** Datagram and stream sockets, and transports that there are none of. */
  static NtStatus socket(Irp<?> irp) {
    return Requests.finish(irp, STATUS_NOT_SUPPORTED);
  }

  /** Without conditional accept there is nothing to complete. */
  static NtStatus inspectComplete(ListenSocket socket, @Nullable Irp<?> irp) {
    return socket.call(
        irp,
        socket.operation("WskInspectComplete"),
        STATUS_INVALID_DEVICE_REQUEST,
        () -> STATUS_NOT_SUPPORTED);
  }

  /** WskGetAddressInfo and WskGetNameInfo. */
  static NtStatus names(Client client, String function, @Nullable Irp<?> irp) {
    Operation operation = new Operation(function, "client", client.runtime().metrics());
    if (irp == null || !IoManager.begin(irp, operation)) {
      return STATUS_INVALID_PARAMETER;
    }
    return Requests.finish(irp, STATUS_NOT_IMPLEMENTED);
  }

  /** A client control; the IRP, if any, is ours. */
  static NtStatus clientControl(ClientControl<?, ?> control, @Nullable Irp<?> irp) {
    return Requests.finish(irp, STATUS_NOT_SUPPORTED);
  }
}
