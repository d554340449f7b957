package io.wsk.netty;

import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_REMOTE_ADDRESS;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_SET_SENDTO_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** {@code SIO_WSK_SET_REMOTE_ADDRESS} and {@code SIO_WSK_SET_SENDTO_ADDRESS}. */
final class FixedPeerControl implements SocketControl {
  @Override
  public boolean serves(WskControlRequest request) {
    return request.isFor(SIO_WSK_SET_REMOTE_ADDRESS) || request.isFor(SIO_WSK_SET_SENDTO_ADDRESS);
  }

  @Override
  public NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp) {
    return Requests.finish(
        irp,
        socket instanceof DatagramSocket datagrams
            ? fix(datagrams, request)
            : STATUS_INVALID_DEVICE_REQUEST);
  }

  private static NtStatus fix(DatagramSocket socket, WskControlRequest request) {
    InetSocketAddress address = request.input(InetSocketAddress.class);
    if (address == null && request.hasInput()) {
      return STATUS_INVALID_BUFFER_SIZE;
    }
    if (!socket.isBound()) {
      return STATUS_INVALID_DEVICE_STATE;
    }
    NtStatus wrong = address == null ? null : socket.checkRemote(address);
    if (wrong != null) {
      return wrong;
    }
    if (request.isFor(SIO_WSK_SET_REMOTE_ADDRESS)) {
      socket.fixRemote(address);
    } else {
      socket.fixDestination(address);
    }
    return STATUS_SUCCESS;
  }
}
