package io.wsk.api;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a datagram socket can do.
 *
 * <p>C: {@code WSK_PROVIDER_DATAGRAM_DISPATCH}.
 */
public interface WskProviderDatagramDispatch extends WskProviderBasicDispatch {
  /**
   * Binds the socket; it can send and receive from then on.
   *
   * <p>C: {@code WskBind}.
   *
   * @param localAddress of the socket's family; the wildcard stands for all local addresses, port 0
   *     for one that the host chooses
   * @param flags must be 0
   * @param irp required
   * @return as {@link WskProviderListenDispatch#bind(InetSocketAddress, int, Irp)}
   */
  NtStatus bind(InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp);

  /**
   * Sends one datagram.
   *
   * <p>C: {@code WskSendTo}.
   *
   * @param buffer the datagram; the provider's, memory included, until the IRP is completed
   * @param flags must be 0
   * @param remoteAddress whom to; null for the fixed destination
   * @param controlInfo what else to tell the host; copied before the call returns; may be empty
   * @param irp required; its information is the number of bytes sent
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before bind; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} without any destination, for flags, or a run that leaves
   *     its chain; {@link NtStatus#STATUS_BUFFER_OVERFLOW} if the datagram is longer than the
   *     transport allows; {@link NtStatus#STATUS_ACCESS_DENIED} for a broadcast without leave;
   *     {@link NtStatus#STATUS_NOT_SUPPORTED} for control information that the provider does not
   *     know
   */
  NtStatus sendTo(
      WskBuf buffer,
      int flags,
      @Nullable InetSocketAddress remoteAddress,
      List<CMsgHdr> controlInfo,
      @Nullable Irp<?> irp);

  /**
   * Sends a list of datagrams to one address, with as few system calls as the host allows.
   *
   * <p>C: {@code WskSendMessages}.
   *
   * @param bufferList the datagrams; the provider's, memory included, until the IRP is completed
   * @param flags must be 0
   * @param remoteAddress whom to; null for the fixed destination
   * @param controlInfo what else to tell the host; copied before the call returns; may be empty
   * @param irp required; completes once; its information is the number of bytes sent in all
   * @return as {@link #sendTo}
   */
  NtStatus sendMessages(
      WskBufList bufferList,
      int flags,
      @Nullable InetSocketAddress remoteAddress,
      List<CMsgHdr> controlInfo,
      @Nullable Irp<?> irp);

  /**
   * Receives one datagram. Requests are queued and served in order, before the receive-from
   * callback.
   *
   * <p>C: {@code WskReceiveFrom}.
   *
   * @param buffer what to fill; the provider's, memory included, until the IRP is completed; the
   *     rest of a datagram that is longer is lost, and {@link Ws2Def#MSG_TRUNC} is set in {@code
   *     received}
   * @param flags must be 0
   * @param received gets sender, control information and message flags; null if not wanted
   * @param irp required; its information is the number of bytes stored
   * @return {@link NtStatus#STATUS_SUCCESS} or {@link NtStatus#STATUS_PENDING}; {@link
   *     NtStatus#STATUS_INVALID_DEVICE_STATE} before bind; {@link
   *     NtStatus#STATUS_INVALID_PARAMETER} for flags or a run that leaves its chain
   */
  NtStatus receiveFrom(
      WskBuf buffer, int flags, @Nullable ReceivedFrom received, @Nullable Irp<?> irp);

  /**
   * Gives retained indications back: the given one and all that are linked behind it.
   *
   * <p>C: {@code WskRelease}. Works after close too.
   *
   * @param dataIndication as a receive-from callback of this socket got it
   * @return {@link NtStatus#STATUS_SUCCESS}; {@link NtStatus#STATUS_INVALID_PARAMETER} for an
   *     indication of another socket or one that has been released, which changes nothing
   */
  NtStatus release(WskDatagramIndication dataIndication);

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
   * Binds the socket, see {@link #bind(InetSocketAddress, int, Irp)}.
   *
   * @param localAddress where
   * @return the future
   */
  default WskFuture<Void> bind(InetSocketAddress localAddress) {
    return WskFuture.ofStatus("WskBind to " + localAddress, irp -> bind(localAddress, 0, irp));
  }

  /**
   * Sends one datagram, see {@link #sendTo(WskBuf, int, InetSocketAddress, List, Irp)}.
   *
   * @param buffer the datagram
   * @param remoteAddress whom to; null for the fixed destination
   * @return the future of the number of bytes sent
   */
  default WskFuture<Long> sendTo(WskBuf buffer, @Nullable InetSocketAddress remoteAddress) {
    return WskFuture.ofInformation(
        "WskSendTo", irp -> sendTo(buffer, 0, remoteAddress, List.of(), irp));
  }

  /**
   * Sends a list of datagrams, see {@link #sendMessages(WskBufList, int, InetSocketAddress, List,
   * Irp)}.
   *
   * @param bufferList the datagrams
   * @param remoteAddress whom to; null for the fixed destination
   * @return the future of the number of bytes sent in all
   */
  default WskFuture<Long> sendMessages(
      WskBufList bufferList, @Nullable InetSocketAddress remoteAddress) {
    return WskFuture.ofInformation(
        "WskSendMessages", irp -> sendMessages(bufferList, 0, remoteAddress, List.of(), irp));
  }

  /**
   * Receives one datagram, see {@link #receiveFrom(WskBuf, int, ReceivedFrom, Irp)}.
   *
   * @param buffer what to fill
   * @param received gets sender, control information and message flags; null if not wanted
   * @return the future of the number of bytes stored
   */
  default WskFuture<Long> receiveFrom(WskBuf buffer, @Nullable ReceivedFrom received) {
    return WskFuture.ofInformation("WskReceiveFrom", irp -> receiveFrom(buffer, 0, received, irp));
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
