package io.wsk.netty;

import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import io.wsk.nt.NtStatus;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that WskControlSocket does. {@link SocketControls} lists them all, and has
 * checked what they have in common: the IRP rule and that the socket is open.
 */
interface SocketControl {
  /** Whether this is who serves a request. */
  boolean serves(WskControlRequest request);

  /**
   * Whether it answers on any thread, without the socket's loop. Such a control may meet others of
   * its kind on the same socket, and has to argue why that is harmless.
   */
  default boolean answersAtOnce() {
    return false;
  }

  /** What an IRP is pending for while the request is served. */
  default IrpOperation operation(SocketBase socket, WskControlRequest request) {
    return socket.operation("WskControlSocket " + request.name());
  }

  /**
   * Serves a request, on the socket's loop unless it {@linkplain #answersAtOnce() answers at once}.
   *
   * @param irp pending and ours, or null where the control takes none; completed here unless {@link
   *     NtStatus#STATUS_PENDING} is returned
   */
  NtStatus serve(SocketBase socket, WskControlRequest request, @Nullable Irp<?> irp);
}
