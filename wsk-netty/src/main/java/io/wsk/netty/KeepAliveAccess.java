package io.wsk.netty;

import static io.wsk.api.control.SocketOptions.SO_KEEPALIVE;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.control.ControlOutput;
import io.wsk.nt.NtStatus;

/** A listener has no use for keep-alives itself: it keeps the wish for the sockets it accepts. */
final class KeepAliveAccess implements OptionAccess<Boolean> {
  private final OptionAccess<Boolean> host = new HostAccess<>(SO_KEEPALIVE);

  @Override
  public NtStatus set(SocketBase socket, Boolean value) {
    if (socket instanceof ListenSocket listener) {
      listener.setKeepAlive(value);
      return STATUS_SUCCESS;
    }
    return host.set(socket, value);
  }

  @Override
  public NtStatus get(SocketBase socket, ControlOutput<Boolean> output) {
    return socket instanceof ListenSocket listener
        ? ControlOutputs.give(output, listener.keepAlive(), OptionRow.VALUE_BYTES)
        : host.get(socket, output);
  }
}
