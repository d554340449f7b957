package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_ADDRESS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.ChannelFuture;
import io.wsk.api.WskBuf;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** How a connection socket of the client's gets its addresses: bind, then connect. Loop only. */
final class ConnectPath {
  /** The longest first send that WskConnectEx takes, in bytes. */
  static final int CONNECT_EX_LIMIT = 65_535;

  /** How far the socket has come. */
  enum State {
    CREATED,
    BOUND,
    CONNECTING,
    CONNECTED,
    FAILED
  }

  private final ConnectionSocket socket;
  private volatile State state;
  private volatile @Nullable InetSocketAddress local;
  private volatile @Nullable InetSocketAddress remote;
  private @Nullable Irp<?> connecting;
  private boolean cancelled;
  private boolean sendingFirst;

  private ConnectPath(ConnectionSocket socket, State state) {
    this.socket = socket;
    this.state = state;
  }

  /** For a socket that the client has created. */
  static ConnectPath ofCreated(ConnectionSocket socket) {
    return new ConnectPath(socket, State.CREATED);
  }

  /** For one that has been accepted; its addresses are the channel's. */
  static ConnectPath ofAccepted(ConnectionSocket socket) {
    return new ConnectPath(socket, State.CONNECTED);
  }

  boolean isConnected() {
    return state == State.CONNECTED;
  }

  /** Whether no connect has been tried yet. */
  boolean isBeforeConnect() {
    State now = state;
    return now == State.CREATED || now == State.BOUND;
  }

  State state() {
    return state;
  }

  @Nullable InetSocketAddress local() {
    return local;
  }

  @Nullable InetSocketAddress remote() {
    return remote;
  }

  int pendingRequests() {
    return connecting == null ? 0 : 1;
  }

  // ---- bind -------------------------------------------------------------------------------------

  /**
   * Serves WskBind.
   *
   * @param called the socket whose function it is: ours, or the one that ours is a part of
   */
  NtStatus bind(SocketBase called, InetSocketAddress address, int flags, @Nullable Irp<?> irp) {
    NtStatus wrong = Addresses.check(address, socket.family(), flags);
    if (wrong == null) {
      wrong = called.wrongStateUnless(() -> state == State.CREATED);
    }
    return called.call(irp, called.operation("WskBind"), wrong, () -> bind(address, irp));
  }

  private NtStatus bind(InetSocketAddress address, @Nullable Irp<?> irp) {
    if (state != State.CREATED) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    socket.bind(socket.channel(), address, (status, askedHost) -> bound(status, irp));
    return STATUS_PENDING;
  }

  private void bound(NtStatus status, @Nullable Irp<?> irp) {
    if (status.isSuccess()) {
      state = State.BOUND;
      local = (InetSocketAddress) socket.channel().localAddress();
    }
    Requests.finish(irp, status);
  }

  // ---- connect ----------------------------------------------------------------------------------

  NtStatus connect(InetSocketAddress address, int flags, @Nullable Irp<?> irp) {
    NtStatus wrong = Addresses.check(address, socket.family(), flags);
    if (wrong == null && (address.getAddress().isAnyLocalAddress() || address.getPort() == 0)) {
      wrong = STATUS_INVALID_ADDRESS;
    }
    if (wrong == null) {
      wrong = socket.wrongStateUnless(() -> state == State.BOUND);
    }
    return socket.call(irp, new ConnectOperation(this), wrong, () -> connect(address, irp));
  }

  private NtStatus connect(InetSocketAddress address, @Nullable Irp<?> irp) {
    if (state != State.BOUND) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    state = State.CONNECTING;
    connecting = irp;
    socket
        .channel()
        .connect(address)
        .addListener(future -> connected((ChannelFuture) future, address));
    return STATUS_PENDING;
  }

  private void connected(ChannelFuture future, InetSocketAddress address) {
    Irp<?> irp = connecting;
    connecting = null;
    if (irp == null) {
      return;
    }
    Throwable cause = future.cause();
    if (cause != null) {
      state = State.FAILED;
      boolean withdrawn = cancelled || !socket.isOpen();
      Requests.finish(irp, withdrawn ? STATUS_CANCELLED : HostErrors.ofConnect(cause));
      return;
    }
    local = (InetSocketAddress) socket.channel().localAddress();
    remote = address;
    state = State.CONNECTED;
    // The client hears that the connection stands before anything arrives on it.
    Requests.finish(irp, STATUS_SUCCESS);
    if (!sendingFirst) {
      socket.connected();
    }
  }

  /** Withdraws a connect that is under way. */
  private void cancel(Irp<?> irp, int ticket) {
    if (irp == connecting && IoManager.isPending(irp, ticket)) {
      cancelled = true;
      socket.channel().close();
    }
  }

  /** Completes a connect that is under way; its socket is closing or lost. */
  void cancel(NtStatus status) {
    Irp<?> irp = connecting;
    connecting = null;
    if (irp != null) {
      state = State.FAILED;
      Requests.finish(irp, status);
    }
  }

  // ---- connectEx --------------------------------------------------------------------------------

  NtStatus connectEx(
      InetSocketAddress address, @Nullable WskBuf buffer, int flags, @Nullable Irp<?> irp) {
    if (buffer == null || buffer.length() == 0) {
      return connect(address, flags, irp);
    }
    NtStatus wrong = Addresses.check(address, socket.family(), flags);
    if (wrong == null && !buffer.isValid()) {
      wrong = STATUS_INVALID_PARAMETER;
    } else if (wrong == null && buffer.length() > CONNECT_EX_LIMIT) {
      wrong = STATUS_BUFFER_OVERFLOW;
    }
    if (wrong == null) {
      wrong = socket.wrongStateUnless(() -> state == State.BOUND);
    }
    Irp<Void> inner = Irp.allocate();
    ConnectOperation operation = new ConnectOperation(this, inner);
    return socket.call(irp, operation, wrong, () -> connectEx(address, buffer, inner, irp));
  }

  /** Two requests of our own, one after the other; the first that fails decides. */
  private NtStatus connectEx(
      InetSocketAddress address, WskBuf buffer, Irp<Void> inner, @Nullable Irp<?> irp) {
    chain(inner, irp, () -> sendFirst(buffer, inner, irp));
    return connect(address, 0, inner);
  }

  private void sendFirst(WskBuf buffer, Irp<Void> inner, @Nullable Irp<?> irp) {
    sendingFirst = true;
    inner.reuse();
    inner.setCompletionRoutine(
        (sent, length) -> {
          sentFirst(sent.status(), length, irp);
          return NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
        },
        buffer.length(),
        true,
        true,
        true);
    socket.sendFirst(buffer, inner);
  }

  private void sentFirst(NtStatus status, long length, @Nullable Irp<?> irp) {
    if (status.isSuccess()) {
      Requests.finish(irp, STATUS_SUCCESS, length);
      // Only now: the client's request is completed before anything arrives.
      socket.connected();
    } else {
      // A client that is told of a failure has no connection, whatever stood for a moment.
      state = State.FAILED;
      remote = null;
      Requests.finish(irp, status);
      socket.abandon(status);
    }
  }

  private static void chain(Irp<Void> inner, @Nullable Irp<?> irp, Runnable next) {
    inner.setCompletionRoutine(
        (completed, then) -> {
          NtStatus status = completed.status();
          if (status.isSuccess()) {
            then.run();
          } else {
            Requests.finish(irp, status);
          }
          return NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
        },
        next,
        true,
        true,
        true);
  }

  /** What the IRP of a connect knows of it. */
  private static final class ConnectOperation extends Operation {
    private final ConnectPath path;
    private final @Nullable Irp<?> inner;

    ConnectOperation(ConnectPath path) {
      this(path, null);
    }

    ConnectOperation(ConnectPath path, @Nullable Irp<?> inner) {
      super(inner == null ? "WskConnect" : "WskConnectEx", path.socket, path.socket.metrics());
      this.path = path;
      this.inner = inner;
    }

    @Override
    public void cancelRequested(Irp<?> irp, int ticket) {
      if (inner != null) {
        inner.cancel();
      } else {
        path.socket.calls().post(() -> path.cancel(irp, ticket));
      }
    }
  }
}
