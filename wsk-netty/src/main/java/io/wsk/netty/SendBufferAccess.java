package io.wsk.netty;

import static io.wsk.api.control.SocketOptions.SO_SNDBUF;

import io.wsk.api.control.ControlOutput;
import io.wsk.nt.NtStatus;

/** The send buffer bounds the ideal backlog of a connection: who sets it may change that too. */
final class SendBufferAccess implements OptionAccess<Integer> {
  private final OptionAccess<Integer> host = new HostAccess<>(SO_SNDBUF);

  @Override
  public NtStatus set(SocketBase socket, Integer value) {
    NtStatus status = host.set(socket, value);
    if (status.isSuccess() && socket instanceof ConnectionSocket connection) {
      connection.sendBufferChanged();
    }
    return status;
  }

  @Override
  public NtStatus get(SocketBase socket, ControlOutput<Integer> output) {
    return host.get(socket, output);
  }
}
