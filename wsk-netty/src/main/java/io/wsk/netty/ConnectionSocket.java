package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskInspectId;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection: the meeting point of its paths. Each function is one line to the path that serves
 * it; what is here is what several paths must agree on, which is how the channel ends.
 */
final class ConnectionSocket extends SocketBase implements WskConnectionSocket, EventControl.Rules {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSocket.class);
  private static final VarHandle EVENT_CONTROL;

  static {
    try {
      EVENT_CONTROL =
          MethodHandles.lookup()
              .findVarHandle(ConnectionSocket.class, "eventControl", EventControl.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The events of a connection. */
  static final int EVENTS = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG;

  /**
   * How much of the client's sends is in Netty's hands and can no longer be withdrawn, in bytes.
   */
  private static final WriteBufferWaterMark IN_TRANSPORT =
      new WriteBufferWaterMark(128 * 1024, 256 * 1024);

  private final DuplexChannel channel;
  private final SocketProtocolFamily family;
  private final ConnectionHandler handler = new ConnectionHandler(this);
  private final ReceivePath receives = handler.receives();

  /**
   * Null for a socket that has been accepted: it is connected, and its channel has the addresses.
   */
  private final @Nullable ConnectPath connects;

  // What an idle connection does without is made when it is needed: these two by the loop only. A
  // thread that asks for a report may see them a moment late, as all that a report is made of.
  private @Nullable DisconnectPath disconnects;
  private @Nullable SendBacklog backlog;

  /** Made by whoever asks first, on any thread, through EVENT_CONTROL. */
  private volatile @Nullable EventControl eventControl;

  private volatile ConnectionCallbacks<?> callbacks = ConnectionCallbacks.NONE;
  private volatile EventGate gate;
  private NtStatus error = NtStatus.STATUS_SUCCESS;
  private boolean closedByUs;
  private @Nullable ChannelFuture firstClose;

  /** Set before the channel is registered, and fixed from then on. */
  private @Nullable WskInspectId inspectId;

  /** The listener whose inspection the connection is under; null when it has an owner. */
  private @Nullable AcceptPath inspectedBy;

  /** A socket that the client creates; the channel is not registered yet. */
  ConnectionSocket(
      Client client,
      EventLoop loop,
      DuplexChannel channel,
      SocketProtocolFamily family,
      ConnectionCallbacks<?> callbacks) {
    super(client, loop);
    this.channel = channel;
    this.family = family;
    this.connects = ConnectPath.ofCreated(this);
    this.callbacks = callbacks.on(this);
    this.gate = new EventGate(client.fixStaticEvents() & callbacks.events(), 0);
    prepareChannel();
  }

  /** What a stream socket connects with; the channel is not registered yet. */
  ConnectionSocket(
      StreamSocket whole,
      DuplexChannel channel,
      SocketProtocolFamily family,
      ConnectionCallbacks<?> callbacks) {
    super(whole);
    this.channel = channel;
    this.family = family;
    this.connects = ConnectPath.ofCreated(this);
    this.callbacks = callbacks.on(this);
    this.gate = new EventGate(client().fixStaticEvents() & callbacks.events(), 0);
    prepareChannel();
  }

  /** A socket that is being accepted; the channel is open and not registered yet. */
  ConnectionSocket(
      Client client, EventLoop loop, DuplexChannel channel, SocketProtocolFamily family) {
    super(client, loop);
    this.channel = channel;
    this.family = family;
    this.connects = null;
    this.gate = new EventGate(0, 0);
    prepareChannel();
    // The channel keeps what it has once been asked for, also when it is closed.
    SocketAddress unused = channel.localAddress();
    unused = channel.remoteAddress();
  }

  private void prepareChannel() {
    ProviderRuntime runtime = client().runtime();
    ChannelConfig config = channel.config();
    config.setAutoRead(false);
    config.setAllocator(runtime.options().allocator());
    config.setWriteBufferWaterMark(IN_TRANSPORT);
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    if (connects != null) {
      Duration limit = runtime.options().connectTimeout();
      config.setConnectTimeoutMillis((int) Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }
    if (runtime.transport().readsSynchronously()) {
      config.setRecvByteBufAllocator(handler);
    } else {
      ReadAhead.guard(channel);
    }
    channel.pipeline().addLast(handler);
  }

  @Override
  SocketProtocolFamily family() {
    return family;
  }

  // ---- an accepted socket comes to life
  // -----------------------------------------------------------

  /** Context and dispatch are known: events may be enabled. The listener's loop, before start. */
  void attach(ConnectionCallbacks<?> newCallbacks, int inheritedEvents) {
    callbacks = newCallbacks.on(this);
    gate =
        new EventGate(
            client().fixStaticEvents() & newCallbacks.events(),
            inheritedEvents & newCallbacks.events());
  }

  /** The socket is the client's: deliveries begin. Any thread. */
  void start() {
    calls().post(this::begin);
  }

  private void begin() {
    inspectedBy = null;
    startDeliveries();
    if (phase() == Phase.LOST) {
      // Lost when there was nobody yet to tell.
      receives.indicateLoss();
    }
  }

  // ---- under inspection ------------------------------------------------------------------------

  /** The listener inspects the connection. Before it is registered. */
  void inspect(WskInspectId id, AcceptPath by) {
    inspectId = id;
    inspectedBy = by;
  }

  /** Under which id the connection has been inspected; null if it has not been. */
  @Nullable WskInspectId inspectId() {
    return inspectId;
  }

  /** The loop has the channel, or cannot have it: then the host's resource is gone. */
  void registered(boolean success) {
    if (success) {
      receives.readAhead();
    } else {
      lost();
    }
  }

  /** The connection has ended; if the listener has not let go of it, that is its business. */
  private void tellInspector() {
    AcceptPath listener = inspectedBy;
    if (listener != null) {
      inspectedBy = null;
      listener.ended(this);
    }
  }

  /** The connect has completed: deliveries begin. */
  void connected() {
    startDeliveries();
  }

  /**
   * The connect has failed after all, by what it was to send: the peer is reset, and what other
   * threads have called meanwhile fails likewise.
   */
  void abandon(NtStatus status) {
    resetChannel(() -> {});
    cancelPending(status);
  }

  private void startDeliveries() {
    sendBufferChanged();
    receives.start(callbacks, gate);
  }

  // ---- functions
  // ----------------------------------------------------------------------------------

  @Override
  public NtStatus bind(InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp) {
    return bind(this, localAddress, flags, irp);
  }

  /** Binds for a function of the socket that this is a part of, or of this one. */
  NtStatus bind(
      SocketBase called, InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp) {
    return connects().bind(called, localAddress, flags, irp);
  }

  @Override
  public NtStatus connect(InetSocketAddress remoteAddress, int flags, @Nullable Irp<?> irp) {
    return connects().connect(remoteAddress, flags, irp);
  }

  @Override
  public NtStatus connectEx(
      InetSocketAddress remoteAddress, @Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return connects().connectEx(remoteAddress, buffer, flags, irp);
  }

  @Override
  public NtStatus getLocalAddress(Out<InetSocketAddress> localAddress, @Nullable Irp<?> irp) {
    return giveAddress("WskGetLocalAddress", this::localAddress, localAddress, irp);
  }

  @Override
  public NtStatus getRemoteAddress(Out<InetSocketAddress> remoteAddress, @Nullable Irp<?> irp) {
    return giveAddress("WskGetRemoteAddress", this::remoteAddress, remoteAddress, irp);
  }

  @Override
  public NtStatus send(WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return sends().send(buffer, flags, irp);
  }

  @Override
  public NtStatus receive(WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return receives.receive(buffer, flags, irp);
  }

  @Override
  public NtStatus disconnect(@Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return DisconnectPath.disconnect(this, buffer, flags, irp);
  }

  /** What serves bind and connect; for an accepted socket one that refuses both. */
  private ConnectPath connects() {
    return connects == null ? ConnectPath.ofAccepted(this) : connects;
  }

  /** What is sent: a part of the handler. */
  private SendPath sends() {
    return handler;
  }

  /** Loop only. */
  DisconnectPath disconnects() {
    DisconnectPath known = disconnects;
    if (known == null) {
      known = new DisconnectPath(this, sends(), receives);
      disconnects = known;
    }
    return known;
  }

  @Override
  public NtStatus release(WskDataIndication dataIndication) {
    return handler.release(dataIndication);
  }

  // ---- events
  // -------------------------------------------------------------------------------------

  @Override
  EventControl eventControl() {
    EventControl known = eventControl;
    if (known != null) {
      return known;
    }
    EventControl made = new EventControl(calls(), this);
    // Of several threads that make one at a time the first gives the socket its own, for all.
    known = (EventControl) EVENT_CONTROL.compareAndExchange(this, null, made);
    return known == null ? made : known;
  }

  @Override
  EventGate gate() {
    return gate;
  }

  @Override
  public int validEvents() {
    return EVENTS;
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
    return isConnected();
  }

  @Override
  public void eventsChanged() {
    calls()
        .post(
            () -> {
              SendBacklog watched = watchedBacklog();
              if (watched != null) {
                watched.eventsSwitched();
              }
              receives.deliver();
            });
  }

  // ---- what the paths tell each other
  // ---------------------------------------------------------------

  @Override
  DuplexChannel channel() {
    return channel;
  }

  boolean isConnected() {
    return connects == null || connects.isConnected();
  }

  /** The status for a function that needs a connection, or null. Any thread. */
  @Nullable NtStatus wrongStateUnlessConnected() {
    // Looked at first: data is sent and received on connections.
    return isConnected() ? null : wrongStateUnless(this::isConnected);
  }

  boolean isBeforeConnect() {
    return connects != null && connects.isBeforeConnect();
  }

  boolean isAborted() {
    DisconnectPath known = disconnects;
    return known != null && known.isAborted();
  }

  private boolean hasSentEnd() {
    DisconnectPath known = disconnects;
    return known != null && known.hasSentEnd();
  }

  private int pendingDisconnects() {
    DisconnectPath known = disconnects;
    return known == null ? 0 : known.pendingRequests();
  }

  private void cancelDisconnect(NtStatus status) {
    if (disconnects != null) {
      disconnects.cancel(status);
    }
  }

  boolean wasReset() {
    return receives.wasReset();
  }

  /** Whether a callback or a completion of this socket's receives is on the stack. */
  boolean isDelivering() {
    return handler.isDelivering();
  }

  /** Sends what a connect brings along. */
  void sendFirst(WskBuf buffer, Irp<?> irp) {
    sends().sendAlong(buffer, irp);
  }

  void sendsDrained() {
    if (disconnects != null) {
      disconnects.sendsDrained();
    }
  }

  @Override
  void leftOpen() {
    handler.interrupt();
  }

  void setReading(boolean wanted) {
    channel.config().setAutoRead(wanted);
  }

  /**
   * The channel says that nothing more will come: gracefully, unless it has said otherwise before.
   */
  void inputEnded() {
    if (!closedByUs && !hasSentEnd() && isTornDown()) {
      peerReset();
      return;
    }
    receives.onEndOfStream();
    if (disconnects != null) {
      disconnects.closeIfBothEnded();
    }
  }

  private boolean isTornDown() {
    return channel.isOpen() && client().runtime().transport().tcp(channel).isTornDown();
  }

  /**
   * The channel has failed to read. What a read that is under way says of our own end is no news.
   */
  void channelFailed(Throwable cause) {
    if (closedByUs) {
      return;
    }
    if (HostErrors.isReset(cause)) {
      peerReset();
    } else {
      failed(cause);
    }
  }

  /**
   * The host's resource is of no use any more, most likely for want of memory. The peer is reset: a
   * stream that has a hole must not end as if it were whole.
   */
  private void failed(Throwable cause) {
    if (isOpen()) {
      LOG.error("{} failed and is lost", this, cause);
      lost();
      resetChannel(() -> {});
    }
  }

  /** The channel has failed to write. */
  void writeFailed(Throwable cause) {
    if (!isOpen() || closedByUs) {
      return;
    }
    if (HostErrors.isReset(cause)) {
      peerReset();
    } else if (WritePromise.isClosed(cause)) {
      // Netty fails the writes of a channel before it says that the channel is gone.
      lost();
    } else {
      failed(cause);
    }
  }

  /**
   * With half-closure on, Netty leaves a channel open after a reset; there is no use in it any
   * more.
   */
  private void peerReset() {
    if (pendingIrps() == 0) {
      error = NtStatus.STATUS_CONNECTION_RESET;
    }
    receives.onReset();
    sends().peerReset();
    cancelDisconnect(NtStatus.STATUS_CONNECTION_RESET);
    closeChannel();
    tellInspector();
  }

  /** The channel is closed. If nobody wanted that and no end was seen, the socket is lost. */
  void channelGone() {
    if (!closedByUs && isConnected() && isOpen()) {
      lost();
    }
  }

  /** Gives the host its descriptor back; the peer sees what it has been sent so far, in order. */
  void closeChannel() {
    ChannelFuture unused = closing();
  }

  /**
   * Closes the channel, and says when the host has closed: with the first close. On io_uring a
   * later one may be done at once, so that what waits for it would overtake what waits for the
   * first.
   */
  private ChannelFuture closing() {
    closedByUs = true;
    ChannelFuture first = firstClose;
    if (first == null) {
      first = channel.close();
      firstClose = first;
    }
    return first;
  }

  /** Resets the connection, then runs an action on the loop. */
  void resetChannel(Runnable whenDone) {
    if (channel.isActive()) {
      client().runtime().transport().tcp(channel).prepareReset();
    }
    whenClosed(whenDone);
  }

  /** Closes the channel, then runs an action on the loop: at once, if the host has closed. */
  private void whenClosed(Runnable action) {
    ChannelFuture closed = closing();
    if (closed.isDone()) {
      action.run();
    } else {
      closed.addListener(future -> action.run());
    }
  }

  @Override
  NtStatus takeError() {
    NtStatus taken = error;
    error = NtStatus.STATUS_SUCCESS;
    return taken;
  }

  // ---- backlogs ---------------------------------------------------------------------------------

  void sendBufferChanged() {
    SendBacklog watched = watchedBacklog();
    if (watched != null) {
      watched.sampleIfEnabled();
    }
  }

  /** A send has been completed. Loop only. */
  void sent(long bytes) {
    if (backlog != null) {
      backlog.completed(bytes);
    }
  }

  /** One of the deliveries of {@link ReceivePath}. */
  boolean indicateBacklog() {
    return backlog != null && backlog.indicate(callbacks, gate);
  }

  /** Loop only. */
  SendBacklog backlog() {
    SendBacklog known = backlog;
    if (known == null) {
      known = new SendBacklog(this);
      backlog = known;
    }
    return known;
  }

  /** The backlog if anybody has wanted to know it. Loop only. */
  private @Nullable SendBacklog watchedBacklog() {
    return gate.isEnabled(WSK_EVENT_SEND_BACKLOG) ? backlog() : backlog;
  }

  /** Has the loop look for things to deliver when what it does now is done. */
  void deliverSoon() {
    loop().execute(receives::deliver);
  }

  /** In bytes; negative if there is no connection. Loop only. */
  long idealSendBacklog() {
    return isConnected() ? backlog().sample() : -1;
  }

  /** In bytes; negative if there is no connection. Loop only. */
  long receiveBacklog() {
    return isConnected() ? receives.backlog() : -1;
  }

  // ---- silence ----------------------------------------------------------------------------------

  /** SIO_WSK_SET_TCP_SILENT_MODE. Loop only. */
  NtStatus silence() {
    InetSocketAddress peer = remoteAddress();
    boolean idle = sends().isDrained() && !sends().isFinished() && pendingDisconnects() == 0;
    if (peer == null || !isConnected() || wasReset() || !idle) {
      return NtStatus.STATUS_INVALID_DEVICE_STATE;
    }
    if (client().runtime().addressWatch().network().isOwn(peer.getAddress())) {
      return NtStatus.STATUS_NOT_SUPPORTED;
    }
    sends().finish();
    receives.silence();
    return NtStatus.STATUS_SUCCESS;
  }

  boolean isSilent() {
    return receives.isSilent();
  }

  // ---- ends
  // -----------------------------------------------------------------------------------------

  @Override
  void cancelPending(NtStatus status) {
    if (connects != null) {
      connects.cancel(status);
    }
    cancelDisconnect(status);
    sends().cancelQueued(status);
    receives.cancelAll(status);
  }

  @Override
  void freeResources(Runnable whenDone) {
    inspectedBy = null;
    receives.free();
    if (disconnects != null && disconnects.isComplete()) {
      whenClosed(whenDone);
    } else {
      resetChannel(whenDone);
    }
  }

  @Override
  void indicateLoss() {
    sends().finish();
    receives.indicateLoss();
    tellInspector();
  }

  // ---- reports
  // --------------------------------------------------------------------------------------

  @Override
  int pendingIrps() {
    return (connects == null ? 0 : connects.pendingRequests())
        + pendingDisconnects()
        + sends().queuedRequests()
        + receives.queuedRequests();
  }

  @Override
  String state() {
    if (phase() != Phase.OPEN) {
      return phase().name();
    }
    ConnectPath.State state = connects().state();
    if (state != ConnectPath.State.CONNECTED) {
      return state.name();
    }
    String ours = isAborted() ? ", aborted" : hasSentEnd() ? ", FIN sent" : "";
    String theirs = wasReset() ? ", reset by peer" : receives.hasEnded() ? ", FIN received" : "";
    return state.name() + ours + theirs;
  }

  @Override
  @Nullable InetSocketAddress localAddress() {
    return connects == null ? (InetSocketAddress) channel.localAddress() : connects.local();
  }

  @Override
  @Nullable InetSocketAddress remoteAddress() {
    return connects == null ? (InetSocketAddress) channel.remoteAddress() : connects.remote();
  }
}
