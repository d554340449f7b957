package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.CMsgHdr;
import io.wsk.api.ReceivedFrom;
import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.control.MulticastMembership;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A datagram socket: bind, and the meeting point of its paths. */
final class DatagramSocket extends SocketBase implements WskDatagramSocket, EventControl.Rules {
  private final DatagramChannel channel;
  private final SocketProtocolFamily family;
  private final DatagramCallbacks<?> callbacks;
  private final EventControl eventControl;
  private final EventGate gate;
  private final FixedPeer peer = new FixedPeer();
  private final ReceiveFromPath receives;
  private final SendToPath sends;
  private volatile @Nullable InetSocketAddress local;
  private boolean mayBroadcast;
  private int coalescedBytes;
  private final Set<MulticastMembership> groups = new HashSet<>();
  private boolean closedByUs;

  /** A socket whose channel is open and not registered yet. */
  DatagramSocket(
      Client client,
      EventLoop loop,
      DatagramChannel channel,
      SocketProtocolFamily family,
      DatagramCallbacks<?> callbacks) {
    super(client, loop);
    this.channel = channel;
    this.family = family;
    this.callbacks = callbacks.on(this);
    this.eventControl = new EventControl(calls(), this);
    this.gate = new EventGate(client.fixStaticEvents() & callbacks.events(), 0);
    this.receives = new ReceiveFromPath(this, this.callbacks, gate, eventControl, peer);
    this.sends = new SendToPath(this, peer, receives);
    DatagramChannels.prepare(channel, client.runtime());
    channel.pipeline().addLast(sends.flusher());
  }

  @Override
  SocketProtocolFamily family() {
    return family;
  }

  // ---- bind -------------------------------------------------------------------------------------

  @Override
  public NtStatus bind(InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp) {
    NtStatus wrong = Addresses.check(localAddress, family, flags);
    if (wrong == null) {
      wrong = wrongStateUnless(() -> local == null);
    }
    return call(irp, operation("WskBind"), wrong, () -> bind(localAddress, irp));
  }

  private NtStatus bind(InetSocketAddress address, @Nullable Irp<?> irp) {
    if (local != null) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    bind(channel, address, (status, askedHost) -> bound(status, irp));
    return STATUS_PENDING;
  }

  private void bound(NtStatus status, @Nullable Irp<?> irp) {
    if (!status.isSuccess()) {
      Requests.finish(irp, status);
      return;
    }
    local = channel.localAddress();
    // The client hears that the socket is bound before anything arrives on it.
    Requests.finish(irp, STATUS_SUCCESS);
    receives.start();
  }

  boolean isBound() {
    return local != null;
  }

  /** What is wrong with the address of a peer, or null. */
  @Nullable NtStatus checkRemote(InetSocketAddress address) {
    if (address.isUnresolved()
        || address.getPort() == 0
        || address.getAddress().isAnyLocalAddress()) {
      return STATUS_INVALID_ADDRESS;
    }
    // A socket of the IPv6 family may reach IPv4 too, as listeners do: the host decides.
    boolean foreign = family == SocketProtocolFamily.INET && Addresses.familyOf(address) != family;
    return foreign ? STATUS_INVALID_PARAMETER : null;
  }

  // ---- functions --------------------------------------------------------------------------------

  @Override
  public NtStatus sendTo(
      WskBuf buffer,
      int flags,
      @Nullable InetSocketAddress remoteAddress,
      List<CMsgHdr> controlInfo,
      @Nullable Irp<?> irp) {
    return sends.sendTo(buffer, flags, remoteAddress, controlInfo, irp);
  }

  @Override
  public NtStatus sendMessages(
      WskBufList bufferList,
      int flags,
      @Nullable InetSocketAddress remoteAddress,
      List<CMsgHdr> controlInfo,
      @Nullable Irp<?> irp) {
    return sends.sendMessages(bufferList, flags, remoteAddress, controlInfo, irp);
  }

  @Override
  public NtStatus receiveFrom(
      WskBuf buffer, int flags, @Nullable ReceivedFrom received, @Nullable Irp<?> irp) {
    return receives.receiveFrom(buffer, flags, received, irp);
  }

  @Override
  public NtStatus release(WskDatagramIndication dataIndication) {
    return receives.release(dataIndication);
  }

  @Override
  public NtStatus getLocalAddress(Out<InetSocketAddress> localAddress, @Nullable Irp<?> irp) {
    return giveAddress("WskGetLocalAddress", () -> local, localAddress, irp);
  }

  // ---- what controls change; loop only ----------------------------------------------------------

  /** Fixes the peer; null clears it. */
  void fixRemote(@Nullable InetSocketAddress address) {
    peer.setRemote(address);
    receives.discardOthers();
  }

  /** Fixes the destination; null clears it. */
  void fixDestination(@Nullable InetSocketAddress address) {
    peer.setDestination(address);
  }

  boolean mayBroadcast() {
    return mayBroadcast;
  }

  void setMayBroadcast(boolean value) {
    mayBroadcast = value;
  }

  int coalescedBytes() {
    return coalescedBytes;
  }

  void setCoalescedBytes(int value) {
    coalescedBytes = value;
  }

  /** The multicast groups that the socket is a member of, each with its interface. */
  Set<MulticastMembership> groups() {
    return groups;
  }

  ArrivalInfo arrivalInfo() {
    return receives.arrivalInfo();
  }

  SendToPath sends() {
    return sends;
  }

  // ---- events -----------------------------------------------------------------------------------

  @Override
  EventControl eventControl() {
    return eventControl;
  }

  @Override
  EventGate gate() {
    return gate;
  }

  @Override
  public int validEvents() {
    return WSK_EVENT_RECEIVE_FROM;
  }

  @Override
  public int lastingEvents() {
    return 0;
  }

  @Override
  public int callableEvents() {
    return callbacks.events();
  }

  @Override
  public boolean isReady() {
    return isBound();
  }

  @Override
  public void eventsChanged() {
    calls().post(receives::deliver);
  }

  // ---- what the paths tell each other -----------------------------------------------------------

  @Override
  DatagramChannel channel() {
    return channel;
  }

  boolean isDelivering() {
    return receives.isDelivering();
  }

  void setReading(boolean wanted) {
    channel.config().setAutoRead(wanted);
  }

  /** The channel is closed; if nobody wanted that, the socket is lost. */
  void channelGone() {
    if (!closedByUs && isOpen()) {
      lost();
    }
  }

  // ---- ends -------------------------------------------------------------------------------------

  @Override
  void cancelPending(NtStatus status) {
    sends.cancelQueued(status);
    receives.cancelAll(status);
  }

  @Override
  void freeResources(Runnable whenDone) {
    closedByUs = true;
    receives.free();
    // Datagrams that the host has no room for fail with the channel, before this is heard of.
    channel.close().addListener(future -> whenDone.run());
  }

  @Override
  void indicateLoss() {
    receives.indicateLoss();
  }

  // ---- reports ----------------------------------------------------------------------------------

  @Override
  int pendingIrps() {
    return sends.pendingRequests() + receives.queuedRequests();
  }

  @Override
  String state() {
    return phase() != Phase.OPEN ? phase().name() : isBound() ? "BOUND" : "CREATED";
  }

  @Override
  @Nullable InetSocketAddress localAddress() {
    return local;
  }

  @Override
  @Nullable InetSocketAddress remoteAddress() {
    return peer.remote();
  }
}
