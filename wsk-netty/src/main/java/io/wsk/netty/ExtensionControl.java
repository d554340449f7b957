package io.wsk.netty;

import static io.wsk.api.control.SocketIoctls.SIO_WSK_REGISTER_EXTENSION;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskExtensionControlIn;
import io.wsk.api.control.WskExtensionControlOut;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** {@code SIO_WSK_REGISTER_EXTENSION}: this provider has no extension interface. */
final class ExtensionControl implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SIO_WSK_REGISTER_EXTENSION);
  }

  /** The answer depends on nothing. */
  @Override
  public boolean answersAtOnce() {
    return true;
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    return Requests.finish(irp, irp == null ? register(request) : STATUS_INVALID_PARAMETER);
  }

  private static NtStatus register(WskControlRequest request) {
    WskExtensionControlIn input = request.input(WskExtensionControlIn.class);
    ControlOutput<WskExtensionControlOut> output = request.output(WskExtensionControlOut.class);
    if (output != null) {
      output.clear();
    }
    return input == null || output == null ? STATUS_INVALID_BUFFER_SIZE : STATUS_NOT_SUPPORTED;
  }
}
