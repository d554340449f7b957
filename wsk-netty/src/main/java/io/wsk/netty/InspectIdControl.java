package io.wsk.netty;

import static io.wsk.api.control.SocketIoctls.SIO_WSK_QUERY_INSPECT_ID;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;

import io.wsk.api.WskInspectId;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** {@code SIO_WSK_QUERY_INSPECT_ID}. */
final class InspectIdControl implements SocketControl {
  /** What C's structure takes: a pointer-sized key and a 32-bit number, padded. */
  private static final int SIZE = 16;

  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SIO_WSK_QUERY_INSPECT_ID);
  }

  /** It has no IRP to answer later, and an id never changes. */
  @Override
  public boolean answersAtOnce() {
    return true;
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    WskInspectId id = socket instanceof ConnectionSocket accepted ? accepted.inspectId() : null;
    if (id == null) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    ControlOutput<WskInspectId> output = request.output(WskInspectId.class);
    return Requests.finish(
        irp, output == null ? STATUS_INVALID_BUFFER_SIZE : ControlOutputs.give(output, id, SIZE));
  }
}
