package io.wsk.api;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a stream socket can do: what a listening socket and a connection can, each once it has taken
 * that role by {@link #listen} or {@code connect}. The functions of the role that it did not take
 * give {@link NtStatus#STATUS_INVALID_DEVICE_REQUEST}. Binding does not listen.
 *
 * <p>C: {@code WSK_PROVIDER_STREAM_DISPATCH}.
 */
public interface WskProviderStreamDispatch
    extends WskProviderListenDispatch, WskProviderConnectionDispatch {
  /**
   * Makes the socket a listener.
   *
   * <p>C: {@code WskListen}.
   *
   * @param irp required
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before bind; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_REQUEST} if the socket has taken a role
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
