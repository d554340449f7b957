package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.ControlOutput;
import io.wsk.nt.NtStatus;

/**
 * {@code SO_REUSEADDR} and {@code SO_EXCLUSIVEADDRUSE}: what is said about the local address, which
 * the {@link AddressTable} looks at. The host's option of the first name means something else, and
 * is none of the client's business.
 */
final class SharingAccess implements OptionAccess<Boolean> {
  private final Sharing sharing;

  SharingAccess(Sharing sharing) {
    this.sharing = sharing;
  }

  @Override
  public NtStatus set(SocketBase socket, Boolean value) {
    AddressUse use = socket.addressUse();
    if (use == null || socket.isBinding()) {
      return STATUS_INVALID_DEVICE_STATE;
    }
    Sharing current = use.sharing();
    if (!value) {
      use.setSharing(current == sharing ? Sharing.NONE : current);
      return STATUS_SUCCESS;
    }
    if (current != sharing && current != Sharing.NONE) {
      // The two exclude each other.
      return STATUS_INVALID_PARAMETER;
    }
    use.setSharing(sharing);
    return STATUS_SUCCESS;
  }

  @Override
  public NtStatus get(SocketBase socket, ControlOutput<Boolean> output) {
    AddressUse use = socket.addressUse();
    boolean value = use != null && use.sharing() == sharing;
    return ControlOutputs.give(output, value, OptionRow.VALUE_BYTES);
  }
}
