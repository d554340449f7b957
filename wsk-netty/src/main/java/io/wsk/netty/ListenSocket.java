package io.wsk.netty;

import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_IMPLEMENTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A listening socket. What happens to connections is {@link AcceptPath}'s. */
final class ListenSocket extends SocketBase implements WskListenSocket, EventControl.Rules {
  private final SocketProtocolFamily family;
  private final Supplier<ServerChannel> channels;
  private final ListenCallbacks<?> callbacks;
  private final AcceptPath accepts = new AcceptPath(this);
  private final EventControl eventControl = new EventControl(calls(), this);
  private final EventGate gate;
  private final boolean datagrams;
  private @Nullable ServerChannel channel;
  private volatile @Nullable InetSocketAddress local;
  private volatile boolean keepAlive;
  private volatile boolean conditional;
  private boolean closedByUs;

  /**
   * A listening socket.
   *
   * @param channels makes the host's socket; again after a bind that failed
   * @param datagrams whether the transport is a datagram one, which cannot listen
   */
  ListenSocket(
      Client client,
      EventLoop loop,
      SocketProtocolFamily family,
      Supplier<ServerChannel> channels,
      ListenCallbacks<?> callbacks,
      boolean datagrams) {
    super(client, loop);
    this.family = family;
    this.channels = channels;
    this.callbacks = callbacks.on(this);
    this.datagrams = datagrams;
    this.gate = gateOf(client, callbacks);
  }

  @Override
  SocketProtocolFamily family() {
    return family;
  }

  @Override
  int socketType() {
    return datagrams ? SOCK_DGRAM : SOCK_STREAM;
  }

  ListenCallbacks<?> callbacks() {
    return callbacks;
  }

  /** Connection events that sockets accepted by callback start with. */
  int inheritedEvents() {
    return gate.enabledEvents() & ConnectionSocket.EVENTS;
  }

  /** What a stream socket listens with; it has no host socket before {@link #listen}. */
  ListenSocket(
      StreamSocket whole,
      SocketProtocolFamily family,
      Supplier<ServerChannel> channels,
      ListenCallbacks<?> callbacks) {
    super(whole);
    this.family = family;
    this.channels = channels;
    this.callbacks = callbacks.on(this);
    this.datagrams = false;
    this.gate = gateOf(client(), callbacks);
  }

  /** Static connection events are in the gate too: they are refused here as on a connection. */
  private static EventGate gateOf(Client client, ListenCallbacks<?> callbacks) {
    return new EventGate(
        client.fixStaticEvents() & (callbacks.events() | ConnectionSocket.EVENTS), 0);
  }

  /** Makes the host's socket and registers it. Loop or not: before the client has the socket. */
  void open() {
    if (!datagrams) {
      ServerChannel fresh = channels.get();
      fresh.config().setAutoRead(false);
      fresh.config().setAllocator(client().runtime().options().allocator());
      fresh.config().setOption(ChannelOption.SO_BACKLOG, client().runtime().options().backlog());
      fresh.pipeline().addLast(new AcceptHandler(this, accepts));
      channel = fresh;
      loop().register(fresh);
    }
  }

  // ---- functions --------------------------------------------------------------------------------

  @Override
  public NtStatus bind(InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp) {
    return call(
        irp,
        operation("WskBind"),
        Addresses.check(localAddress, family, flags),
        () -> bind(localAddress, irp));
  }

  private NtStatus bind(InetSocketAddress address, @Nullable Irp<?> irp) {
    ServerChannel current = channel;
    if (current == null) {
      return Requests.finish(irp, STATUS_NOT_IMPLEMENTED);
    }
    if (local != null || isBinding()) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    bind(current, address, (status, askedHost) -> bound(current, status, askedHost, irp));
    return STATUS_PENDING;
  }

  private void bound(
      ServerChannel current, NtStatus status, boolean askedHost, @Nullable Irp<?> irp) {
    if (!status.isSuccess()) {
      if (askedHost) {
        startOver(current);
      }
      Requests.finish(irp, status);
      return;
    }
    local = (InetSocketAddress) current.localAddress();
    Requests.finish(irp, STATUS_SUCCESS);
    accepts.start(current);
  }

  /** A host socket whose listen failed is bound and cannot be bound again: it is replaced. */
  private void startOver(ServerChannel failed) {
    if (isOpen()) {
      channel = null;
      failed.close();
      open();
    }
  }

  /**
   * Listens where a stream socket is bound, whose host socket still holds the address. Loop only.
   *
   * @param options puts the socket's options on the new host socket
   * @param done gets success, or why the host refuses; then there is no host socket again
   */
  void listen(InetSocketAddress address, Runnable options, Consumer<NtStatus> done) {
    try {
      open();
    } catch (RuntimeException | LinkageError cause) {
      // A class cannot be loaded either for want of descriptors.
      done.accept(HostErrors.ofBind(cause));
      return;
    }
    ServerChannel current = Objects.requireNonNull(channel);
    options.run();
    bindAgain(current, address, (status, askedHost) -> listening(current, status, done));
  }

  private void listening(ServerChannel current, NtStatus status, Consumer<NtStatus> done) {
    if (!status.isSuccess()) {
      channel = null;
      current.close();
      done.accept(status);
      return;
    }
    local = (InetSocketAddress) current.localAddress();
    done.accept(STATUS_SUCCESS);
    accepts.start(current);
  }

  @Override
  public <C> NtStatus accept(
      int flags,
      @Nullable C acceptSocketContext,
      @Nullable WskClientConnectionDispatch<C> acceptSocketDispatch,
      @Nullable Out<InetSocketAddress> localAddress,
      @Nullable Out<InetSocketAddress> remoteAddress,
      @Nullable Irp<? super WskConnectionSocket> irp) {
    AcceptRequest request =
        new AcceptRequest(
            accepts,
            ConnectionCallbacks.of(acceptSocketContext, acceptSocketDispatch),
            localAddress,
            remoteAddress,
            irp);
    accepts.announce();
    boolean pending = false;
    try {
      NtStatus wrong = flags == 0 ? null : STATUS_INVALID_PARAMETER;
      NtStatus status = call(irp, request, wrong, () -> accept(request));
      pending = status == STATUS_PENDING;
      return status;
    } finally {
      // Also when a strict verifier has thrown.
      if (!pending) {
        request.arrived();
      }
    }
  }

  private NtStatus accept(AcceptRequest request) {
    request.arrived();
    return local == null ? request.complete(STATUS_INVALID_DEVICE_STATE) : accepts.enqueue(request);
  }

  @Override
  public NtStatus inspectComplete(
      WskInspectId inspectId, WskInspectAction action, @Nullable Irp<?> irp) {
    Objects.requireNonNull(inspectId, "inspectId");
    Objects.requireNonNull(action, "action");
    NtStatus wrong = action == WskInspectAction.WskInspectPend ? STATUS_INVALID_PARAMETER : null;
    return call(
        irp,
        operation("WskInspectComplete"),
        conditional ? wrong : STATUS_INVALID_DEVICE_REQUEST,
        () -> accepts.completeInspection(inspectId, action, irp));
  }

  @Override
  public NtStatus getLocalAddress(Out<InetSocketAddress> localAddress, @Nullable Irp<?> irp) {
    return giveAddress("WskGetLocalAddress", () -> local, localAddress, irp);
  }

  // ---- conditional accept ----------------------------------------------------------------------

  /** Whether connections are inspected. Written by the loop, before the socket listens. */
  boolean isConditional() {
    return conditional;
  }

  /** SO_CONDITIONAL_ACCEPT. Loop only. */
  NtStatus setConditional(boolean value) {
    if (local != null || isBinding()) {
      return STATUS_INVALID_DEVICE_STATE;
    }
    if (value && !callbacks.canInspect()) {
      return STATUS_INVALID_PARAMETER;
    }
    conditional = value;
    return STATUS_SUCCESS;
  }

  // ---- options that accepted sockets inherit
  // ------------------------------------------------------

  void setKeepAlive(boolean value) {
    keepAlive = value;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  /**
   * What the host does not pass on by itself. It does pass on SO_RCVBUF, which shapes the
   * handshake.
   */
  void passOptionsTo(Channel accepted) {
    if (keepAlive) {
      accepted.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    }
  }

  // ---- events
  // -------------------------------------------------------------------------------------

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
    return WSK_EVENT_ACCEPT | ConnectionSocket.EVENTS;
  }

  @Override
  public int lastingEvents() {
    return ConnectionSocket.EVENTS;
  }

  @Override
  public int callableEvents() {
    // Connection events are checked against the dispatch of each accepted socket.
    return callbacks.events() | ConnectionSocket.EVENTS;
  }

  @Override
  public boolean isReady() {
    return local != null;
  }

  @Override
  public void eventsChanged() {
    calls().post(accepts::deliver);
  }

  // ---- ends
  // ---------------------------------------------------------------------------------------

  @Override
  @Nullable Channel channel() {
    return channel;
  }

  /** The channel is closed; if nobody wanted that, the socket is lost. */
  void channelGone(Channel which) {
    if (which == channel && !closedByUs && isOpen()) {
      lost();
    }
  }

  @Override
  void cancelPending(NtStatus status) {
    accepts.cancelAll(status);
  }

  @Override
  void freeResources(Runnable whenDone) {
    closedByUs = true;
    Channel current = channel;
    if (current == null) {
      accepts.free(whenDone);
    } else {
      current.close().addListener(future -> accepts.free(whenDone));
    }
  }

  @Override
  void indicateLoss() {
    accepts.indicateLoss();
  }

  @Override
  int pendingIrps() {
    return accepts.queuedRequests();
  }

  @Override
  String state() {
    return phase() != Phase.OPEN ? phase().name() : local == null ? "CREATED" : "LISTENING";
  }

  @Override
  @Nullable InetSocketAddress localAddress() {
    return local;
  }

  @Override
  @Nullable InetSocketAddress remoteAddress() {
    return null;
  }
}
