package io.wsk.api;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a stream socket can do: what a listening socket and a connection can, each once it has taken
 * that role. {@link #bind} comes first and does not listen; then {@link #listen} makes it a
 * listener, or {@code connect} or {@code connectEx} a connection, once and for ever.
 *
 * <ul>
 *   <li>As long as it has no role, the functions of both give {@link
 *       NtStatus#STATUS_INVALID_DEVICE_STATE}: as on a listening socket before bind, and on a
 *       connection before connect. Its events cannot be enabled, with the same status.
 *   <li>Once it has one, the functions of the other give {@link
 *       NtStatus#STATUS_INVALID_DEVICE_REQUEST}, {@code release} included. Its events are those of
 *       the role.
 *   <li>A connect that fails has taken the role all the same. A listen that fails has not: the
 *       socket is bound as before.
 *   <li>Options may be set before the role and hold in either, as far as it has them. {@code
 *       SO_CONDITIONAL_ACCEPT} is set before listen.
 *   <li>Bind, the local address, controls and close are the same in both.
 * </ul>
 *
 * <p>C: {@code WSK_PROVIDER_STREAM_DISPATCH}.
 */
public interface WskProviderStreamDispatch
    extends WskProviderListenDispatch, WskProviderConnectionDispatch {
  /**
   * Makes the socket a listener at the address it is bound to. From here on it is like a listening
   * socket that has been bound.
   *
   * <p>C: {@code WskListen}.
   *
   * @param irp required; completed on the socket's event loop
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before bind; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_REQUEST} if the socket has taken a role; {@link
   *     NtStatus#STATUS_TOO_MANY_OPENED_FILES} or {@link NtStatus#STATUS_ADDRESS_ALREADY_EXISTS} if
   *     the host refuses, which leaves the socket bound and without a role
   */
  NtStatus listen(@Nullable Irp<?> irp);

  /**
   * Makes the socket a listener, see {@link #listen(Irp)}.
   *
   * @return the future
   */
  default WskFuture<Void> listen() {
    return WskFuture.ofStatus("WskListen", this::listen);
  }

  @Override
  default WskFuture<Void> bind(InetSocketAddress localAddress) {
    return WskProviderListenDispatch.super.bind(localAddress);
  }

  @Override
  default WskFuture<InetSocketAddress> getLocalAddress() {
    return WskProviderListenDispatch.super.getLocalAddress();
  }
}
