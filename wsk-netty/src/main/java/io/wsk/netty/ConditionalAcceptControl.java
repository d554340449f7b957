package io.wsk.netty;

import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** {@code SO_CONDITIONAL_ACCEPT}; what it does is {@link Inspections}'. */
final class ConditionalAcceptControl implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SO_CONDITIONAL_ACCEPT);
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    if (!(socket instanceof ListenSocket listener)) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    return Requests.finish(
        irp,
        request.type() == WskControlRequestType.WskSetOption
            ? set(listener, request)
            : get(listener, request));
  }

  private static NtStatus set(ListenSocket listener, WskControlRequest request) {
    Boolean value = request.input(Boolean.class);
    return value == null ? STATUS_INVALID_BUFFER_SIZE : listener.setConditional(value);
  }

  private static NtStatus get(ListenSocket listener, WskControlRequest request) {
    ControlOutput<Boolean> output = request.output(Boolean.class);
    return output == null
        ? STATUS_INVALID_BUFFER_SIZE
        : ControlOutputs.give(output, listener.isConditional(), Integer.BYTES);
  }
}
