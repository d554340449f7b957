package io.wsk.api;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a listening socket can do.
 *
 * <p>C: {@code WSK_PROVIDER_LISTEN_DISPATCH}.
 */
public interface WskProviderListenDispatch extends WskProviderBasicDispatch {
  /**
   * Binds the socket and starts listening.
   *
   * <p>C: {@code WskBind}.
   *
   * @param localAddress of the socket's family; the wildcard stands for all local addresses, port 0
   *     for one that the host chooses
   * @param flags must be 0
   * @param irp required
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_ADDRESS_ALREADY_EXISTS} if the address is in use: the socket stays unbound
   *     and may be bound elsewhere; {@link NtStatus#STATUS_INVALID_ADDRESS} if it is not local;
   *     {@link NtStatus#STATUS_ACCESS_DENIED}; {@link NtStatus#STATUS_INVALID_PARAMETER} for
   *     another family or flags; {@link NtStatus#STATUS_INVALID_DEVICE_STATE} if it is bound
   *     already; {@link NtStatus#STATUS_NOT_IMPLEMENTED} on a datagram transport
   */
  NtStatus bind(InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp);

  /**
   * Accepts one connection. Requests are queued and served in order, before the accept callback.
   * With conditional accept they get connections that inspection has accepted.
   *
   * <p>C: {@code WskAccept}.
   *
   * @param flags must be 0
   * @param acceptSocketContext given to the new socket's callbacks; may be null
   * @param acceptSocketDispatch the new socket's callbacks; null for none
   * @param localAddress gets where the connection arrived; null if not wanted
   * @param remoteAddress gets who connected; null if not wanted
   * @param irp required; its result is the new socket, which the client must close
   * @param <C> the type of the new socket's context
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before bind; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} for flags
   */
  <C> NtStatus accept(
      int flags,
      @Nullable C acceptSocketContext,
      @Nullable WskClientConnectionDispatch<C> acceptSocketDispatch,
      @Nullable Out<InetSocketAddress> localAddress,
      @Nullable Out<InetSocketAddress> remoteAddress,
      @Nullable Irp<? super WskConnectionSocket> irp);

  /**
   * Decides on a connection whose inspection was pended. One that is accepted goes on to a queued
   * accept request or the accept callback, or waits for either; one that is rejected is reset, and
   * neither accept nor abort is called for it. May be called inside the inspect callback, also for
   * the connection in question: it takes effect when the callback has returned.
   *
   * <p>C: {@code WskInspectComplete}.
   *
   * @param inspectId which connection, as the inspect callback got it, or a copy
   * @param action accept or reject
   * @param irp required
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_NOT_FOUND} if the connection is unknown, decided on, or was dropped
   *     meanwhile; {@link NtStatus#STATUS_INVALID_PARAMETER} for pend; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_REQUEST} without conditional accept
   */
  NtStatus inspectComplete(WskInspectId inspectId, WskInspectAction action, @Nullable Irp<?> irp);

  /**
   * Where the socket is bound.
   *
   * <p>C: {@code WskGetLocalAddress}.
   *
   * @param localAddress gets the address
   * @param irp required
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before bind
   */
  NtStatus getLocalAddress(Out<InetSocketAddress> localAddress, @Nullable Irp<?> irp);

  /**
   * Binds and listens, see {@link #bind(InetSocketAddress, int, Irp)}.
   *
   * @param localAddress where
   * @return the future
   */
  default WskFuture<Void> bind(InetSocketAddress localAddress) {
    return WskFuture.ofStatus("WskBind to " + localAddress, irp -> bind(localAddress, 0, irp));
  }

  /**
   * Accepts one connection, see {@link #accept(int, Object, WskClientConnectionDispatch, Out, Out,
   * Irp)}.
   *
   * @param context given to the new socket's callbacks; may be null
   * @param dispatch the new socket's callbacks; null for none
   * @param <C> the type of the context
   * @return the future of the new socket
   */
  default <C> WskFuture<WskConnectionSocket> accept(
      @Nullable C context, @Nullable WskClientConnectionDispatch<C> dispatch) {
    return WskFuture.<WskConnectionSocket, WskConnectionSocket>ofResult(
        "WskAccept",
        WskConnectionSocket.class,
        irp -> accept(0, context, dispatch, null, null, irp));
  }

  /**
   * Decides on a pended connection, see {@link #inspectComplete(WskInspectId, WskInspectAction,
   * Irp)}.
   *
   * @param inspectId which connection
   * @param action accept or reject
   * @return the future
   */
  default WskFuture<Void> inspectComplete(WskInspectId inspectId, WskInspectAction action) {
    return WskFuture.ofStatus("WskInspectComplete", irp -> inspectComplete(inspectId, action, irp));
  }

  /**
   * Where the socket is bound, see {@link #getLocalAddress(Out, Irp)}.
   *
   * @return the future of the address
   */
  default WskFuture<InetSocketAddress> getLocalAddress() {
    Out<InetSocketAddress> out = new Out<>();
    return WskFuture.ofOut("WskGetLocalAddress", irp -> getLocalAddress(out, irp), out::get);
  }
}
