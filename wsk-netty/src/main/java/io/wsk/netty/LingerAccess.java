package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.Linger;
import io.wsk.nt.NtStatus;

/**
 * What becomes of unsent data at close is not for the client to say: close resets what has not been
 * disconnected (CLO-03), and a graceful disconnect is asked for by its function. That is a linger
 * of no seconds, so this is what the option says and all that it takes. The host's own option never
 * has another value either: with seconds to wait, closing an epoll channel would block a thread.
 */
final class LingerAccess implements OptionAccess<Linger> {
  private static final Linger RESET = new Linger(true, 0);

  @Override
  public NtStatus set(SocketBase socket, Linger value) {
    return value.equals(RESET) ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
  }

  @Override
  public NtStatus get(SocketBase socket, ControlOutput<Linger> output) {
    return ControlOutputs.give(output, RESET, OptionRow.VALUE_BYTES);
  }
}
