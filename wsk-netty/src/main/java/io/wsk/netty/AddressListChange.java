package io.wsk.netty;

import static io.wsk.api.control.SocketIoctls.SIO_ADDRESS_LIST_CHANGE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import io.wsk.nt.NtStatus;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code SIO_ADDRESS_LIST_CHANGE}. */
final class AddressListChange implements SocketControl {
  private static final Logger LOG = LoggerFactory.getLogger(AddressListChange.class);

  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SIO_ADDRESS_LIST_CHANGE);
  }

  @Override
  public IrpOperation operation(SocketBase socket, WskControlRequest request) {
    return new Wait(socket);
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    if (irp == null) {
      return STATUS_INVALID_PARAMETER;
    }
    if (request.hasInput() || request.hasOutput()) {
      return Requests.finish(irp, STATUS_INVALID_BUFFER_SIZE);
    }
    try {
      socket.client().runtime().addressWatch().add(socket, irp);
      return STATUS_PENDING;
    } catch (SocketException e) {
      LOG.warn("the host's addresses could not be listed", e);
      return Requests.finish(irp, STATUS_UNSUCCESSFUL);
    }
  }

  /** What the IRP is pending for; it can be withdrawn. */
  private static final class Wait extends Operation {
    private final SocketBase socket;

    Wait(SocketBase socket) {
      super("WskControlSocket " + SIO_ADDRESS_LIST_CHANGE, socket, socket.metrics());
      this.socket = socket;
    }

    @Override
    public void cancelRequested(Irp<?> irp, int ticket) {
      AddressWatch watch = socket.client().runtime().addressWatch();
      socket.calls().post(() -> watch.cancel(irp, ticket));
    }
  }
}
