package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;

import io.wsk.api.control.ControlOutput;
import io.wsk.nt.NtStatus;

/**
 * Where the value of an option is kept: with the host, or with us. Loop only.
 *
 * @param <V> the value
 */
interface OptionAccess<V> {
  /** Gives it a value; not called for what is read only. */
  default NtStatus set(SocketBase socket, V value) {
    return STATUS_NOT_SUPPORTED;
  }

  /** Reads the value. */
  NtStatus get(SocketBase socket, ControlOutput<V> output);
}
