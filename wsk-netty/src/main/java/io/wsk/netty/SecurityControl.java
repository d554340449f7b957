package io.wsk.netty;

import static io.wsk.api.control.SocketOptions.SO_WSK_SECURITY;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.CachedSecurityDescriptor;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SecurityDescriptor;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskControlRequestType;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/** {@code SO_WSK_SECURITY}: the security descriptor of a socket. */
final class SecurityControl implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SO_WSK_SECURITY);
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    AddressUse use = socket.addressUse();
    if (use == null) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    SecurityDescriptors cache = socket.client().runtime().securityDescriptors();
    return Requests.finish(
        irp,
        request.type() == WskControlRequestType.WskSetOption
            ? set(use, request.input(CachedSecurityDescriptor.class), cache)
            : get(use, request.output(CachedSecurityDescriptor.class), cache));
  }

  private static NtStatus set(
      AddressUse use, @Nullable CachedSecurityDescriptor value, SecurityDescriptors cache) {
    if (value == null) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    SecurityDescriptor descriptor = cache.descriptorOf(value);
    if (descriptor == null) {
      return STATUS_INVALID_PARAMETER;
    }
    use.setDescriptor(descriptor);
    return STATUS_SUCCESS;
  }

  /** The reader gets a copy of its own. */
  private static NtStatus get(
      AddressUse use,
      @Nullable ControlOutput<CachedSecurityDescriptor> output,
      SecurityDescriptors cache) {
    SecurityDescriptor descriptor = use.descriptor();
    return descriptor == null && output != null
        ? STATUS_NOT_FOUND
        : cache.cache(descriptor, output);
  }
}
