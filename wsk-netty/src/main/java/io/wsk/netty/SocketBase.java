package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INTERNAL_ERROR;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketProtocolFamily;
import io.wsk.api.WskDeregisterReport.OpenSocket;
import io.wsk.api.WskProviderBasicDispatch;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.verifier.CallSite;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all sockets share: how calls come in, close, and the loss of the host's resource.
 *
 * <p>A socket may consist of parts, each a socket of this class too: a {@link StreamSocket} has one
 * for each role. The parts share the name, the order of calls and the phase of the whole; only the
 * whole is known to the client, and only the whole is closed.
 *
 * <p>A socket is its own queue of calls, not an owner of one: each call looks at both. A part goes
 * by the queue of the whole.
 */
abstract class SocketBase extends CallQueue implements WskProviderBasicDispatch {
  private static final Logger LOG = LoggerFactory.getLogger(SocketBase.class);
  private static final VarHandle PHASE;

  static {
    try {
      PHASE = MethodHandles.lookup().findVarHandle(SocketBase.class, "phase", Phase.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How far the socket is on its way out. Moves forward only. */
  enum Phase {
    /** In use. */
    OPEN,
    /** The host's resource is gone; only close is left. */
    LOST,
    /** Close has been called. */
    CLOSING,
    /** The close IRP has been completed. */
    CLOSED
  }

  private final Client client;

  /** Tells it from the client's other sockets, for people. */
  private final long number;

  /** What this is a part of; this itself, if of nothing. */
  private final SocketBase whole;

  /** Of the whole; unused in a part. */
  private volatile Phase phase = Phase.OPEN;

  // Of the whole. Written before the client has the socket.
  private @Nullable AddressUse addressUse;

  private boolean binding;

  // Of the whole: where close was called, for the verifier.
  private volatile @Nullable CallSite closeSite;

  private @Nullable Irp<?> closeIrp;
  private boolean resourcesFreed;

  SocketBase(Client client, EventLoop loop) {
    super(loop);
    this.client = client;
    this.number = client.nextSocketNumber();
    this.whole = this;
  }

  /** A part of another socket. */
  SocketBase(SocketBase whole) {
    super(whole.loop());
    this.client = whole.client;
    this.number = whole.number;
    this.whole = whole;
  }

  final Client client() {
    return client;
  }

  final ProviderMetrics metrics() {
    return client.runtime().metrics();
  }

  final Verifier verifier() {
    return metrics().verifier();
  }

  /** Category and number, as in log lines. Made when it is asked for: most sockets never are. */
  final String name() {
    return SocketCategory.of(whole).label() + "#" + number;
  }

  /** How calls of the whole come in. */
  final CallQueue calls() {
    return whole;
  }

  /** How it uses its local address; null for sockets that are not bound to one of their own. */
  final @Nullable AddressUse addressUse() {
    return whole.addressUse;
  }

  /** Says how it is to use the local address that it will be bound to. Before the client has it. */
  final void setAddressUse(AddressUse use) {
    addressUse = use;
  }

  /** Whether a bind is under way. Loop only. */
  final boolean isBinding() {
    return binding;
  }

  /**
   * Binds the host's socket, if the provider's other sockets let it. Loop only. Mostly it is done
   * before the return; where the address is shared it takes the other sockets' loops. Calls that
   * come meanwhile wait, since they may need the address.
   */
  final void bind(Channel channel, InetSocketAddress address, BindRequest.Result result) {
    bind(channel, address, false, result);
  }

  /** As {@link #bind}, with a second host socket at an address that is this socket's already. */
  final void bindAgain(Channel channel, InetSocketAddress address, BindRequest.Result result) {
    bind(channel, address, true, result);
  }

  private void bind(
      Channel channel, InetSocketAddress address, boolean again, BindRequest.Result result) {
    AddressUse use = addressUse();
    if (binding || use == null) {
      result.bound(STATUS_INVALID_DEVICE_STATE, false);
      return;
    }
    binding = true;
    whole.enter();
    whole.hold();
    BoundAddress claim = new BoundAddress(channel, use, address);
    new BindRequest(
            client.runtime(),
            claim,
            again,
            (status, askedHost) -> {
              binding = false;
              result.bound(status, askedHost);
              // Whoever finds the calls idle finds what has come of the bind.
              whole.exit();
              whole.resume();
            })
        .start();
  }

  final boolean isOpen() {
    return whole.phase == Phase.OPEN;
  }

  final Phase phase() {
    return whole.phase;
  }

  /** Moves on from a phase, if the socket is in it; of several that try, one does. Any thread. */
  private boolean leave(Phase from, Phase to) {
    boolean left = PHASE.compareAndSet(this, from, to);
    if (left) {
      leftOpen();
    }
    return left;
  }

  /** The socket has left its open phase. Any thread, more than once; nothing to do for most. */
  void leftOpen() {}

  // ---- calls ------------------------------------------------------------------------------------

  /**
   * Why a call that has returned PENDING cannot be served any more, or null. It was made before
   * close began, so close cancels it, although it has not come as far as a queue that close could
   * empty.
   */
  final @Nullable NtStatus refusalOfPosted() {
    NtStatus refused = refusal();
    return refused == STATUS_INVALID_HANDLE ? STATUS_CANCELLED : refused;
  }

  /** Why no function can be served any more, or null. */
  final @Nullable NtStatus refusal() {
    SocketBase socket = whole;
    Phase now = socket.phase;
    if (now == Phase.OPEN && socket == this) {
      return null; // Mostly: without the switch, which looks up in a table.
    }
    return switch (now) {
      case OPEN -> socket == this ? null : socket.refusalOf(this);
      case LOST -> STATUS_FILE_FORCED_CLOSED;
      case CLOSING, CLOSED -> STATUS_INVALID_HANDLE;
    };
  }

  /** Why no function of one of this socket's parts can be served any more, or null. */
  @Nullable NtStatus refusalOf(SocketBase part) {
    return null;
  }

  /**
   * Serves a function that needs an IRP: takes the IRP, then runs the step on the loop. The step
   * either completes the IRP and returns the same status, or keeps it and returns PENDING.
   *
   * @param irp as the client gave it
   * @param operation what it will be pending for
   * @param wrong the status for arguments that are wrong, or null; it is looked at after the IRP
   *     and the socket itself
   * @param step what to do
   */
  final NtStatus call(
      @Nullable Irp<?> irp,
      IrpOperation operation,
      @Nullable NtStatus wrong,
      Supplier<NtStatus> step) {
    if (irp == null || !IoManager.begin(irp, operation)) {
      return STATUS_INVALID_PARAMETER;
    }
    if (whole.mayRunHere()) {
      NtStatus refused = refusalOr(wrong);
      return refused != null ? refuse(irp, operation, refused) : take(irp, step);
    }
    whole.enter();
    try {
      NtStatus refused = refusalOr(wrong);
      if (refused != null) {
        return refuse(irp, operation, refused);
      }
      post(irp, step);
      return STATUS_PENDING;
    } finally {
      whole.exit();
    }
  }

  /** As {@link #call}, for the data path; the IRP is ours, and the request has it. */
  final NtStatus submit(DataRequest request, @Nullable NtStatus wrong) {
    if (whole.mayRunHere()) {
      NtStatus refused = refusalOr(wrong);
      return refused != null ? refuse(request, refused) : request.enqueue();
    }
    whole.enter();
    try {
      NtStatus refused = refusalOr(wrong);
      if (refused != null) {
        return refuse(request, refused);
      }
      request.beforePost();
      whole.post(request);
      return STATUS_PENDING;
    } finally {
      whole.exit();
    }
  }

  private NtStatus refuse(DataRequest request, NtStatus status) {
    request.complete(status);
    if (isClosing()) {
      verifier().lateCall(this, request.function());
    }
    return status;
  }

  /** Completes the IRP of a call that is refused at once; a call after close is reported. */
  final NtStatus refuse(@Nullable Irp<?> irp, IrpOperation operation, NtStatus status) {
    Requests.finish(irp, status);
    if (isClosing()) {
      verifier().lateCall(this, operation.name());
    }
    return status;
  }

  private boolean isClosing() {
    Phase now = phase();
    return now == Phase.CLOSING || now == Phase.CLOSED;
  }

  private @Nullable NtStatus refusalOr(@Nullable NtStatus wrong) {
    NtStatus refused = refusal();
    return refused != null ? refused : wrong;
  }

  /**
   * Hands a step to the loop, whose caller will have gone with PENDING. The IRP, if any, is ours.
   */
  final void post(@Nullable Irp<?> irp, Supplier<NtStatus> step) {
    whole.post(() -> runStep(irp, step));
  }

  private void runStep(@Nullable Irp<?> irp, Supplier<NtStatus> step) {
    NtStatus refused = refusalOfPosted();
    if (refused != null) {
      Requests.finish(irp, refused);
    } else {
      // What it returns was said to the IRP as well; the caller has gone with PENDING.
      NtStatus unused = take(irp, step);
    }
  }

  /**
   * Takes a step. One that throws is a fault of ours, but the client is not left to wait for it.
   */
  private NtStatus take(@Nullable Irp<?> irp, Supplier<NtStatus> step) {
    int ticket = irp == null ? 0 : IoManager.ticket(irp);
    try {
      return step.get();
    } catch (Throwable cause) {
      metrics().faults.increment();
      LOG.error("a step of {} threw; its request ends with an internal error", this, cause);
      // It may have got as far as completing the request, and the client may have used it again.
      if (irp != null && IoManager.isPending(irp, ticket)) {
        Requests.finish(irp, STATUS_INTERNAL_ERROR);
      }
      return STATUS_INTERNAL_ERROR;
    }
  }

  /**
   * The status for a socket that is not in the state that a function needs, or null. It is told to
   * the caller at once, unless calls are under way that may bring the socket into that state. The
   * state is looked at after the calls, so that one that ends between the two looks has brought the
   * socket into it.
   */
  final @Nullable NtStatus wrongStateUnless(BooleanSupplier inState) {
    return !whole.isIdle() || inState.getAsBoolean() ? null : STATUS_INVALID_DEVICE_STATE;
  }

  /**
   * Serves a function that asks for an address. One that is known is given at once, on any thread;
   * one that is not may be on its way, with a bind or connect that was called before: the loop
   * knows.
   */
  final NtStatus giveAddress(
      String function,
      Supplier<@Nullable InetSocketAddress> address,
      Out<InetSocketAddress> out,
      @Nullable Irp<?> irp) {
    Objects.requireNonNull(out, function);
    InetSocketAddress known = address.get();
    if (known == null) {
      return call(irp, operation(function), null, () -> give(address.get(), out, irp));
    }
    IrpOperation operation = operation(function);
    if (irp == null || !IoManager.begin(irp, operation)) {
      return STATUS_INVALID_PARAMETER;
    }
    NtStatus refused = refusal();
    return refused != null ? refuse(irp, operation, refused) : give(known, out, irp);
  }

  private static NtStatus give(
      @Nullable InetSocketAddress address, Out<InetSocketAddress> out, @Nullable Irp<?> irp) {
    if (address == null) {
      return Requests.finish(irp, STATUS_INVALID_DEVICE_STATE);
    }
    out.set(address);
    return Requests.finish(irp, STATUS_SUCCESS);
  }

  /** An operation of this socket that cannot be withdrawn. */
  final IrpOperation operation(String function) {
    return new Operation(function, this, metrics());
  }

  // ---- controls ---------------------------------------------------------------------------------

  @Override
  public final NtStatus control(WskControlRequest request, @Nullable Irp<?> irp) {
    return SocketControls.serve(this, request, irp);
  }

  /** Has a control served, by the part of this socket that it concerns. */
  NtStatus serve(SocketControl control, WskControlRequest request, @Nullable Irp<?> irp) {
    return control.serve(this, request, irp);
  }

  /** The socket's gate and what opens it; null for sockets without callbacks. */
  abstract @Nullable EventControl eventControl();

  abstract @Nullable EventGate gate();

  /** The address family that the socket was created for. */
  abstract SocketProtocolFamily family();

  /** The type that the socket was created with. */
  int socketType() {
    return SocketCategory.of(this).socketType();
  }

  /**
   * The last error that came to the socket while no request was pending that it could be told to;
   * asking clears it. Loop only.
   */
  NtStatus takeError() {
    return STATUS_SUCCESS;
  }

  /** The channel, for options; null for sockets without one. */
  abstract @Nullable Channel channel();

  // ---- close ------------------------------------------------------------------------------------

  @Override
  public final NtStatus close(@Nullable Irp<?> irp) {
    IrpOperation operation = operation("WskCloseSocket");
    if (irp == null || !IoManager.begin(irp, operation)) {
      return STATUS_INVALID_PARAMETER;
    }
    CallSite site = verifier().callSite("closed");
    if (!leave(Phase.OPEN, Phase.CLOSING) && !leave(Phase.LOST, Phase.CLOSING)) {
      return refuse(irp, operation, STATUS_INVALID_HANDLE);
    }
    closeSite = site;
    // From here on every new call is refused, and steps that other threads have posted find the
    // phase when they run. The rest is a step of its own even on the loop: it finds no callback on
    // the stack, since the loop runs one thing at a time, and so callbacks in progress have
    // returned.
    whole.post(() -> beginClose(irp));
    return STATUS_PENDING;
  }

  /** Where close was called; null if the verifier is off, or close is only just being called. */
  final @Nullable CallSite closeSite() {
    return whole.closeSite;
  }

  private void beginClose(Irp<?> irp) {
    closeIrp = irp;
    whole.onIdle(this::finishCloseSoon);
    cancelAll(STATUS_CANCELLED);
    freeResources(this::resourcesFreed);
  }

  private void resourcesFreed() {
    if (client.runtime().transport().closesWithTheNextSelect()) {
      // Unlike a task, which runs in this turn still, a timer waits for the next.
      loop().schedule(this::hostHasItsSocketBack, 1, TimeUnit.NANOSECONDS);
    } else {
      hostHasItsSocketBack();
    }
  }

  private void hostHasItsSocketBack() {
    resourcesFreed = true;
    finishCloseIfDone();
  }

  private void finishCloseSoon() {
    if (phase == Phase.CLOSING) {
      loop().execute(this::finishCloseIfDone);
    }
  }

  /** The close IRP completes when resources are free and no call of another thread is under way. */
  private void finishCloseIfDone() {
    Irp<?> irp = closeIrp;
    if (irp == null || !resourcesFreed || !whole.isIdle()) {
      return;
    }
    closeIrp = null;
    phase = Phase.CLOSED;
    // The socket is gone before its owner hears of it: who deregisters in the completion routine's
    // wake must not find it.
    client.remove(this);
    IoManager.complete(irp, STATUS_SUCCESS, 0);
  }

  private void cancelAll(NtStatus status) {
    client.runtime().addressWatch().cancelAll(this, status);
    cancelPending(status);
  }

  /** Completes all pending requests with a status, but for those that sockets have in common. */
  abstract void cancelPending(NtStatus status);

  /** Frees the host's resource and what is buffered, then runs {@code whenDone} on the loop. */
  abstract void freeResources(Runnable whenDone);

  // ---- loss -------------------------------------------------------------------------------------

  /** The host's resource has gone without our doing. Loop only. */
  final void lost() {
    SocketBase socket = whole;
    if (socket.leave(Phase.OPEN, Phase.LOST)) {
      // A step of its own: a send inside a callback may be what has failed, and callbacks do not
      // nest.
      whole.post(socket::tellLoss);
    }
  }

  private void tellLoss() {
    // If it has been closed meanwhile, close completes what is pending, and nobody is to be told.
    if (phase == Phase.LOST) {
      cancelAll(STATUS_FILE_FORCED_CLOSED);
      indicateLoss();
    }
  }

  /** Tells the client of the loss, once, by a callback that is enabled. */
  abstract void indicateLoss();

  /** Ends a socket that the client has not got, or has turned down. Any thread. */
  final void discard() {
    discard(() -> {});
  }

  /**
   * As {@link #discard()}, and says when the host has its resource back, on any thread. A client
   * that closes the socket itself waits for that itself.
   */
  final void discard(Runnable whenFree) {
    // A client that has closed the socket before it turned it down gets its close completed as
    // usual.
    if (leave(Phase.OPEN, Phase.CLOSED) || leave(Phase.LOST, Phase.CLOSED)) {
      client.remove(this);
      whole.post(
          () -> {
            cancelAll(STATUS_CANCELLED);
            freeResources(whenFree);
          });
    } else {
      whenFree.run();
    }
  }

  // ---- reports ----------------------------------------------------------------------------------

  /** How many IRPs are pending; a racy answer for people when asked off the loop. */
  abstract int pendingIrps();

  /** A call that has returned PENDING is pending, also while it is on its way to the loop. */
  final OpenSocket describe() {
    int pending =
        pendingIrps() + whole.underWay() + client.runtime().addressWatch().pendingOf(this);
    return new OpenSocket(name(), state(), localAddress(), remoteAddress(), pending);
  }

  abstract String state();

  abstract @Nullable InetSocketAddress localAddress();

  abstract @Nullable InetSocketAddress remoteAddress();

  /** Its number: to make up an identity hash takes longer, and the client has a set of them. */
  @Override
  public final int hashCode() {
    return Long.hashCode(number);
  }

  @Override
  public String toString() {
    InetSocketAddress local = localAddress();
    InetSocketAddress remote = remoteAddress();
    return name() + (local == null ? "" : " " + local) + (remote == null ? "" : " <-> " + remote);
  }
}
