package io.wsk.api;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a connection can do.
 *
 * <p>C: {@code WSK_PROVIDER_CONNECTION_DISPATCH}.
 */
public interface WskProviderConnectionDispatch extends WskProviderBasicDispatch {
  /**
   * Gives the socket its local address; must come before connect.
   *
   * <p>C: {@code WskBind}.
   *
   * @param localAddress of the socket's family; wildcard and port 0 are the usual choice
   * @param flags must be 0
   * @param irp required
   * @return as {@link WskProviderListenDispatch#bind(InetSocketAddress, int, Irp)}
   */
  NtStatus bind(InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp);

  /**
   * Connects to a listening socket.
   *
   * <p>C: {@code WskConnect}.
   *
   * @param remoteAddress of the socket's family
   * @param flags must be 0
   * @param irp required; completes when the connection stands
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_CONNECTION_REFUSED}; {@link NtStatus#STATUS_NETWORK_UNREACHABLE}; {@link
   *     NtStatus#STATUS_HOST_UNREACHABLE}; {@link NtStatus#STATUS_IO_TIMEOUT}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before bind, and when a connect was tried before;
   *     {@link NtStatus#STATUS_INVALID_ADDRESS} for the wildcard, port 0 or an unresolved address;
   *     {@link NtStatus#STATUS_INVALID_PARAMETER} for another family or flags
   */
  NtStatus connect(InetSocketAddress remoteAddress, int flags, @Nullable Irp<?> irp);

  /**
   * Connects and sends the first bytes with the handshake, where the host allows, or right after
   * it. If they cannot be sent, the connect has failed: the peer is reset, no event is indicated,
   * and what was called meanwhile fails with the same status.
   *
   * <p>C: {@code WskConnectEx}.
   *
   * @param remoteAddress of the socket's family
   * @param buffer up to 65,535 bytes; null for none; the provider's until the IRP is completed
   * @param flags must be 0
   * @param irp required; its information is the number of bytes sent
   * @return as {@link #connect(InetSocketAddress, int, Irp)}; {@link
   *     NtStatus#STATUS_BUFFER_OVERFLOW} if the buffer is longer; {@link
   *     NtStatus#STATUS_CONNECTION_RESET} if the peer resets before it has all bytes
   */
  NtStatus connectEx(
      InetSocketAddress remoteAddress, @Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp);

  /**
   * The socket's own address.
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
   * The peer's address.
   *
   * <p>C: {@code WskGetRemoteAddress}.
   *
   * @param remoteAddress gets the address
   * @param irp required
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before connect
   */
  NtStatus getRemoteAddress(Out<InetSocketAddress> remoteAddress, @Nullable Irp<?> irp);

  /**
   * Sends bytes. The order of bytes is the order of calls, from any thread. The provider does not
   * copy them.
   *
   * <p>C: {@code WskSend}.
   *
   * @param buffer what to send; the provider's, memory included, until the IRP is completed
   * @param flags 0 or {@link Wsk#WSK_FLAG_NODELAY}; without it, sends of one turn of the event loop
   *     may leave together
   * @param irp required; completes when the transport has taken all bytes; its information is their
   *     number
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} for an unknown flag or a run that leaves its chain;
   *     {@link NtStatus#STATUS_NOT_SUPPORTED} for {@link Wsk#WSK_FLAG_OOB}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before connect and after a disconnect of ours; {@link
   *     NtStatus#STATUS_CONNECTION_RESET} after the peer's reset
   */
  NtStatus send(WskBuf buffer, int flags, @Nullable Irp<?> irp);

  /**
   * Receives bytes. Requests are queued and served in order, before the receive callback. A call
   * resumes callbacks that were paused; with a zero-length buffer it does only that.
   *
   * <p>C: {@code WskReceive}.
   *
   * @param buffer what to fill; the provider's, memory included, until the IRP is completed
   * @param flags 0: complete with what there is; {@link Wsk#WSK_FLAG_WAITALL}: only when full, or
   *     at disconnect with what there is; {@link Wsk#WSK_FLAG_DRAIN}: discard until disconnect,
   *     with a zero-length buffer; not both
   * @param irp required; its information is the number of bytes received; {@link
   *     NtStatus#STATUS_SUCCESS} with 0 after the peer's graceful disconnect
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} for flags or a run that leaves its chain; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before connect; {@link
   *     NtStatus#STATUS_CONNECTION_RESET} after the peer's reset; {@link
   *     NtStatus#STATUS_CONNECTION_ABORTED} after an abortive disconnect of ours
   */
  NtStatus receive(WskBuf buffer, int flags, @Nullable Irp<?> irp);

  /**
   * Disconnects. Graceful: sends {@code buffer}, then the end of the stream after all queued sends;
   * receiving goes on until the peer disconnects. Abortive: cancels queued sends and resets the
   * connection; pending receives complete with {@link NtStatus#STATUS_CONNECTION_ABORTED}.
   *
   * <p>C: {@code WskDisconnect}.
   *
   * @param buffer last bytes to send; null for none; must be null when abortive
   * @param flags 0 or {@link Wsk#WSK_FLAG_ABORTIVE}
   * @param irp required; completes when the transport has taken the end of the stream; its
   *     information is the number of bytes sent
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} for flags, an abortive disconnect with a buffer, or a
   *     run that leaves its chain; {@link NtStatus#STATUS_INVALID_DEVICE_STATE} before connect, and
   *     for a second disconnect of the same kind; {@link NtStatus#STATUS_CONNECTION_RESET} after
   *     the peer's reset; a graceful disconnect that an abortive one overtakes completes with
   *     {@link NtStatus#STATUS_CANCELLED}
   */
  NtStatus disconnect(@Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp);

  /**
   * Gives retained indications back: the given one and all that are linked behind it.
   *
   * <p>C: {@code WskRelease}. Works after close too.
   *
   * @param dataIndication as a receive callback of this socket got it
   * @return {@link NtStatus#STATUS_SUCCESS}; {@link NtStatus#STATUS_INVALID_PARAMETER} for an
   *     indication of another socket or one that has been released, which changes nothing
   */
  NtStatus release(WskDataIndication dataIndication);

  /**
   * Gives the socket its local address, see {@link #bind(InetSocketAddress, int, Irp)}.
   *
   * @param localAddress where
   * @return the future
   */
  default WskFuture<Void> bind(InetSocketAddress localAddress) {
    return WskFuture.ofStatus("WskBind to " + localAddress, irp -> bind(localAddress, 0, irp));
  }

  /**
   * Connects, see {@link #connect(InetSocketAddress, int, Irp)}.
   *
   * @param remoteAddress whom to
   * @return the future
   */
  default WskFuture<Void> connect(InetSocketAddress remoteAddress) {
    return WskFuture.ofStatus(
        "WskConnect to " + remoteAddress, irp -> connect(remoteAddress, 0, irp));
  }

  /**
   * Connects and sends, see {@link #connectEx(InetSocketAddress, WskBuf, int, Irp)}.
   *
   * @param remoteAddress whom to
   * @param buffer first bytes; null for none
   * @return the future of the number of bytes sent
   */
  default WskFuture<Long> connectEx(InetSocketAddress remoteAddress, @Nullable WskBuf buffer) {
    return WskFuture.ofInformation(
        "WskConnectEx to " + remoteAddress, irp -> connectEx(remoteAddress, buffer, 0, irp));
  }

  /**
   * The socket's own address, see {@link #getLocalAddress(Out, Irp)}.
   *
   * @return the future of the address
   */
  default WskFuture<InetSocketAddress> getLocalAddress() {
    Out<InetSocketAddress> out = new Out<>();
    return WskFuture.ofOut("WskGetLocalAddress", irp -> getLocalAddress(out, irp), out::get);
  }

  /**
   * The peer's address, see {@link #getRemoteAddress(Out, Irp)}.
   *
   * @return the future of the address
   */
  default WskFuture<InetSocketAddress> getRemoteAddress() {
    Out<InetSocketAddress> out = new Out<>();
    return WskFuture.ofOut("WskGetRemoteAddress", irp -> getRemoteAddress(out, irp), out::get);
  }

  /**
   * Sends bytes, see {@link #send(WskBuf, int, Irp)}.
   *
   * @param buffer what to send
   * @return the future of the number of bytes sent
   */
  default WskFuture<Long> send(WskBuf buffer) {
    return WskFuture.ofInformation("WskSend", irp -> send(buffer, 0, irp));
  }

  /**
   * Receives what has arrived, see {@link #receive(WskBuf, int, Irp)}.
   *
   * @param buffer what to fill
   * @return the future of the number of bytes received
   */
  default WskFuture<Long> receive(WskBuf buffer) {
    return WskFuture.ofInformation("WskReceive", irp -> receive(buffer, 0, irp));
  }

  /**
   * Disconnects gracefully, see {@link #disconnect(WskBuf, int, Irp)}.
   *
   * @return the future
   */
  default WskFuture<Void> disconnect() {
    return WskFuture.ofStatus("WskDisconnect", irp -> disconnect(null, 0, irp));
  }

  /**
   * Resets the connection, see {@link #disconnect(WskBuf, int, Irp)}.
   *
   * @return the future
   */
  default WskFuture<Void> abort() {
    return WskFuture.ofStatus("WskDisconnect", irp -> disconnect(null, Wsk.WSK_FLAG_ABORTIVE, irp));
  }
}
