package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_ACCESS_DENIED;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.CMsgHdr;
import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a datagram socket sends: datagrams wait here while the transport has no room, and leave with
 * one flush for a turn of the loop, which the host turns into one system call where it can.
 */
final class SendToPath {
  /** The longest payload that fits into an IPv4 packet, in bytes. */
  static final int MAX_IPV4_PAYLOAD = 65_507;

  /** The longest payload that fits into an IPv6 packet without extension headers, in bytes. */
  static final int MAX_IPV6_PAYLOAD = 65_527;

  private final DatagramSocket socket;
  private final FixedPeer peer;
  private final DatagramHandler flusher;
  private final SendControlInfo controls;
  private final int maxPayload;
  private final RequestQueue<SendToRequest> queue = new RequestQueue<>();
  private int inTransport;
  private int segmentBytes;
  private boolean writing;

  SendToPath(DatagramSocket socket, FixedPeer peer, ReceiveFromPath receives) {
    this.socket = socket;
    this.peer = peer;
    this.flusher = new DatagramHandler(receives, this);
    this.controls = new SendControlInfo(socket);
    this.maxPayload =
        socket.family() == SocketProtocolFamily.INET ? MAX_IPV4_PAYLOAD : MAX_IPV6_PAYLOAD;
  }

  DatagramSocket socket() {
    return socket;
  }

  /** The channel's handler, which says when what has been written leaves. */
  DatagramHandler flusher() {
    return flusher;
  }

  int segmentBytes() {
    return segmentBytes;
  }

  /** Longer sends are cut into datagrams of this size by the host; 0 for never. */
  void setSegmentBytes(int newSegmentBytes) {
    segmentBytes = newSegmentBytes;
  }

  // ---- the send functions -----------------------------------------------------------------------

  NtStatus sendTo(
      WskBuf buffer,
      int flags,
      @Nullable InetSocketAddress remote,
      List<CMsgHdr> controlInfo,
      @Nullable Irp<?> irp) {
    return send(buffer, null, flags, remote, controlInfo, irp);
  }

  NtStatus sendMessages(
      WskBufList list,
      int flags,
      @Nullable InetSocketAddress remote,
      List<CMsgHdr> controlInfo,
      @Nullable Irp<?> irp) {
    return send(list.buffer(), list.next(), flags, remote, controlInfo, irp);
  }

  private NtStatus send(
      WskBuf first,
      @Nullable WskBufList rest,
      int flags,
      @Nullable InetSocketAddress remote,
      List<CMsgHdr> controlInfo,
      @Nullable Irp<?> irp) {
    if (irp == null) {
      return STATUS_INVALID_PARAMETER;
    }
    SendToRequest known = IrpSlots.find(irp, SendToRequest.class, this);
    SendToRequest request = known == null ? new SendToRequest(this) : known;
    if (!IoManager.begin(irp, request.operation())) {
      return STATUS_INVALID_PARAMETER;
    }
    IrpSlots.keep(irp, request);
    request.begin(irp, first, rest, remote);
    return socket.submit(request, check(first, rest, flags, remote, controlInfo));
  }

  /** Looks at all arguments, so that nothing is sent of a list with a bad member. */
  private @Nullable NtStatus check(
      WskBuf first,
      @Nullable WskBufList rest,
      int flags,
      @Nullable InetSocketAddress remote,
      List<CMsgHdr> controlInfo) {
    if (flags != 0) {
      return STATUS_INVALID_PARAMETER;
    }
    NtStatus wrong = socket.isBound() ? null : socket.wrongStateUnless(socket::isBound);
    if (wrong == null) {
      wrong = remote == null ? checkFixed() : socket.checkRemote(remote);
    }
    if (wrong == null) {
      wrong = check(first);
    }
    for (WskBufList node = rest; node != null && wrong == null; node = node.next()) {
      wrong = check(node.buffer());
    }
    // All that is known of control information is looked at now, so there is nothing to copy.
    return wrong != null || controlInfo.isEmpty() ? wrong : controls.check(controlInfo);
  }

  /** A destination may be on its way, with a control that was called before: the loop knows. */
  private @Nullable NtStatus checkFixed() {
    return socket.calls().isIdle() && peer.destination() == null ? STATUS_INVALID_PARAMETER : null;
  }

  private @Nullable NtStatus check(WskBuf datagram) {
    if (!datagram.isValid()) {
      return STATUS_INVALID_PARAMETER;
    }
    if (datagram.length() == 0) {
      // Netty says that it has sent an empty datagram, and has not.
      return STATUS_NOT_SUPPORTED;
    }
    return datagram.length() > maxPayload ? STATUS_BUFFER_OVERFLOW : null;
  }

  /** Takes a request whose turn it is. Loop only. */
  NtStatus enqueue(SendToRequest request) {
    NtStatus refused = refusal(request);
    if (refused != null) {
      request.complete(refused);
      return refused;
    }
    queue.addLast(request);
    pump();
    return STATUS_PENDING;
  }

  private @Nullable NtStatus refusal(SendToRequest request) {
    // The call was made before close, which may have begun since it was looked at.
    NtStatus refused = socket.refusalOfPosted();
    if (refused != null) {
      return refused;
    }
    if (!socket.isBound()) {
      return STATUS_INVALID_DEVICE_STATE;
    }
    InetSocketAddress destination = request.remote();
    if (destination == null) {
      destination = peer.destination();
    }
    if (destination == null) {
      return STATUS_INVALID_PARAMETER;
    }
    if (ArrivalInfo.isAllNetworks(destination.getAddress()) && !socket.mayBroadcast()) {
      // The host may say that there is no route before it says that there is no leave.
      return STATUS_ACCESS_DENIED;
    }
    request.sendTo(destination);
    return null;
  }

  int pendingRequests() {
    return queue.size() + inTransport;
  }

  // ---- to the transport -------------------------------------------------------------------------

  /** Gives requests to the transport while it has room. */
  void pump() {
    ChannelHandlerContext context = flusher.transport();
    // A write may be answered at once and its completion routine may send: that request is in the
    // queue and has its turn when this one returns.
    if (context == null || writing) {
      return;
    }
    writing = true;
    try {
      SendToRequest request;
      while ((request = queue.first()) != null && context.channel().isWritable()) {
        queue.remove(request);
        inTransport++;
        request.write(context);
        flusher.written(context, 0); // Datagrams: one flush sends many in one call.
      }
    } finally {
      writing = false;
    }
  }

  /** A datagram as the transport takes it; the bytes stay the client's. */
  DatagramPacket packet(
      WskBuf datagram, InetSocketAddress remote, SendWindow window, ByteBufAllocator allocator) {
    ByteBuf content = SendBuffers.single(datagram, window, allocator);
    return segmentBytes > 0 && datagram.length() > segmentBytes
        ? SegmentedSends.packet(content, segmentBytes, remote)
        : new DatagramPacket(content, remote);
  }

  /** All datagrams of a request have been taken by the transport or failed. */
  void sent(SendToRequest request, NtStatus status) {
    if (socket.isDelivering() || writing) {
      // Completions have their turn when the callback, or the call itself, has returned.
      socket.loop().execute(() -> complete(request, status));
    } else {
      complete(request, status);
    }
  }

  private void complete(SendToRequest request, NtStatus status) {
    inTransport--;
    request.complete(status);
  }

  /** The status for a datagram that was not sent. */
  NtStatus statusOf(Throwable cause) {
    NtStatus refused = socket.refusalOfPosted();
    return refused != null ? refused : HostErrors.ofSend(cause);
  }

  // ---- withdrawal -------------------------------------------------------------------------------

  /** Withdraws a request that has not been given to the transport. */
  void cancel(SendToRequest request, Irp<?> irp, int ticket) {
    if (IoManager.isPending(irp, ticket) && queue.remove(request)) {
      request.complete(STATUS_CANCELLED);
    }
  }

  /** Completes all requests that have not been given to the transport. */
  void cancelQueued(NtStatus status) {
    SendToRequest request;
    while ((request = queue.first()) != null) {
      queue.remove(request);
      request.complete(status);
    }
  }
}
