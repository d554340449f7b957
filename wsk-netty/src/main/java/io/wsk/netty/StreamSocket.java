package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskStreamSocket;
import io.wsk.api.control.WskControlRequest;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A socket that becomes a listener or a connection. It has a part for each: a function of a role is
 * a function of that part, which refuses it in its own words as long as no role is taken (it has no
 * address, it is not connected), and which this socket has refuse it once the other role is taken.
 *
 * <p>The host has sockets of different kinds for the two roles. Until the role is known, the one
 * that can connect holds the address. To listen, one that can listen is bound to the same address,
 * which {@link BindRequest} has the host allow for that moment, and to no other program; only when
 * it listens is the first one closed. So the address is never free in between.
 */
final class StreamSocket extends SocketBase implements WskStreamSocket {
  private final ListenSocket listener;
  private final ConnectionSocket connection;
  private final EarlyOptions options = new EarlyOptions();
  private final EventControl eventsWithoutRole = new EventControl(calls(), new NoRole());
  private final EventGate gateWithoutRole;

  /** The listener's role is taken, or is being taken. Written on the loop. */
  private volatile boolean listens;

  StreamSocket(
      Client client,
      EventLoop loop,
      SocketProtocolFamily family,
      ListenCallbacks<?> listenCallbacks,
      ConnectionCallbacks<?> connectionCallbacks) {
    super(client, loop);
    TransportFactory transport = client.runtime().transport();
    DuplexChannel channel = transport.connecting(family);
    this.listener =
        new ListenSocket(this, family, () -> transport.listening(family), listenCallbacks);
    this.connection = new ConnectionSocket(this, channel, family, connectionCallbacks);
    this.gateWithoutRole = new EventGate(client.fixStaticEvents(), 0);
    loop.register(channel);
  }

  @Override
  SocketProtocolFamily family() {
    return connection.family();
  }

  @Override
  void leftOpen() {
    connection.leftOpen();
  }

  @Override
  NtStatus takeError() {
    return acting().takeError();
  }

  // ---- roles ------------------------------------------------------------------------------------

  /** The part whose role is taken, or null. Once one is taken it stays. */
  private @Nullable SocketBase role() {
    if (listens) {
      return listener;
    }
    return connection.isBeforeConnect() ? null : connection;
  }

  /** Who answers what both roles have. */
  private SocketBase acting() {
    return listens ? listener : connection;
  }

  @Override
  @Nullable NtStatus refusalOf(SocketBase part) {
    SocketBase role = role();
    return role == null || role == part ? null : STATUS_INVALID_DEVICE_REQUEST;
  }

  @Override
  public NtStatus listen(@Nullable Irp<?> irp) {
    NtStatus wrong =
        role() != null
            ? STATUS_INVALID_DEVICE_REQUEST
            : wrongStateUnless(() -> connection.localAddress() != null);
    return call(irp, operation("WskListen"), wrong, () -> takeListenersRole(irp));
  }

  private NtStatus takeListenersRole(@Nullable Irp<?> irp) {
    if (role() != null) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    InetSocketAddress address = connection.localAddress();
    if (address == null) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    Channel held = connection.channel();
    if (!held.isOpen()) {
      // The host has taken it away, and with it the address.
      lost();
      return Requests.finish(irp, STATUS_FILE_FORCED_CLOSED);
    }
    listens = true;
    listener.listen(address, () -> options.applyTo(listener), status -> listening(status, irp));
    return STATUS_PENDING;
  }

  private void listening(NtStatus status, @Nullable Irp<?> irp) {
    if (status.isSuccess()) {
      connection.closeChannel();
      Requests.finish(irp, STATUS_SUCCESS);
      return;
    }
    // Still bound, and free to try again or to connect.
    listens = false;
    NtStatus closing = refusalOfPosted();
    Requests.finish(irp, closing == null ? status : closing);
  }

  // ---- functions of both roles ------------------------------------------------------------------

  @Override
  public NtStatus bind(InetSocketAddress localAddress, int flags, @Nullable Irp<?> irp) {
    return connection.bind(this, localAddress, flags, irp);
  }

  @Override
  public NtStatus getLocalAddress(Out<InetSocketAddress> localAddress, @Nullable Irp<?> irp) {
    return giveAddress("WskGetLocalAddress", this::localAddress, localAddress, irp);
  }

  @Override
  NtStatus serve(SocketControl control, WskControlRequest request, @Nullable Irp<?> irp) {
    if (role() != null || control.answersAtOnce()) {
      return control.serve(role() == null ? this : acting(), request, irp);
    }
    return request.isFor(SO_CONDITIONAL_ACCEPT)
        ? control.serve(listener, request, irp)
        : options.serve(connection, control, request, irp);
  }

  // ---- functions of a listener ------------------------------------------------------------------

  @Override
  public <C> NtStatus accept(
      int flags,
      @Nullable C acceptSocketContext,
      @Nullable WskClientConnectionDispatch<C> acceptSocketDispatch,
      @Nullable Out<InetSocketAddress> localAddress,
      @Nullable Out<InetSocketAddress> remoteAddress,
      @Nullable Irp<? super WskConnectionSocket> irp) {
    return listener.accept(
        flags, acceptSocketContext, acceptSocketDispatch, localAddress, remoteAddress, irp);
  }

  @Override
  public NtStatus inspectComplete(
      WskInspectId inspectId, WskInspectAction action, @Nullable Irp<?> irp) {
    return listener.inspectComplete(inspectId, action, irp);
  }

  // ---- functions of a connection ----------------------------------------------------------------

  @Override
  public NtStatus connect(InetSocketAddress remoteAddress, int flags, @Nullable Irp<?> irp) {
    return connection.connect(remoteAddress, flags, irp);
  }

  @Override
  public NtStatus connectEx(
      InetSocketAddress remoteAddress, @Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return connection.connectEx(remoteAddress, buffer, flags, irp);
  }

  @Override
  public NtStatus getRemoteAddress(Out<InetSocketAddress> remoteAddress, @Nullable Irp<?> irp) {
    return connection.getRemoteAddress(remoteAddress, irp);
  }

  @Override
  public NtStatus send(WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return connection.send(buffer, flags, irp);
  }

  @Override
  public NtStatus receive(WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return connection.receive(buffer, flags, irp);
  }

  @Override
  public NtStatus disconnect(@Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    return connection.disconnect(buffer, flags, irp);
  }

  @Override
  public NtStatus release(WskDataIndication dataIndication) {
    return listens ? STATUS_INVALID_DEVICE_REQUEST : connection.release(dataIndication);
  }

  // ---- events -----------------------------------------------------------------------------------

  @Override
  EventControl eventControl() {
    return eventsWithoutRole;
  }

  @Override
  EventGate gate() {
    return gateWithoutRole;
  }

  /** As long as there is no role the events of both may be named, and it is too early for all. */
  private static final class NoRole implements EventControl.Rules {
    @Override
    public int validEvents() {
      return WSK_EVENT_ACCEPT | ConnectionSocket.EVENTS;
    }

    @Override
    public int lastingEvents() {
      return 0;
    }

    @Override
    public int callableEvents() {
      return validEvents();
    }

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public void eventsChanged() {
      // None can have been enabled.
    }
  }

  // ---- ends -------------------------------------------------------------------------------------

  @Override
  @Nullable Channel channel() {
    return acting().channel();
  }

  @Override
  void cancelPending(NtStatus status) {
    connection.cancelPending(status);
    listener.cancelPending(status);
  }

  @Override
  void freeResources(Runnable whenDone) {
    connection.freeResources(() -> listener.freeResources(whenDone));
  }

  @Override
  void indicateLoss() {
    acting().indicateLoss();
  }

  // ---- reports ----------------------------------------------------------------------------------

  @Override
  int pendingIrps() {
    return connection.pendingIrps() + listener.pendingIrps();
  }

  @Override
  String state() {
    return acting().state();
  }

  @Override
  @Nullable InetSocketAddress localAddress() {
    // The same address, from whoever has it.
    InetSocketAddress listening = listener.localAddress();
    return listening == null ? connection.localAddress() : listening;
  }

  @Override
  @Nullable InetSocketAddress remoteAddress() {
    return acting().remoteAddress();
  }
}
