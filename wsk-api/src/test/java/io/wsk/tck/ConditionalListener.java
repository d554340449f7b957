package io.wsk.tck;

import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The context of a listener with conditional accept: records what its callbacks see. It watches
 * that they never overlap, and that none comes after the test has said that the socket is closed.
 */
final class ConditionalListener {
  /** All three callbacks. */
  static final WskClientListenDispatch<ConditionalListener> DISPATCH =
      new WskClientListenDispatch<>(
          ConditionalListener::accept, ConditionalListener::inspect, ConditionalListener::abort);

  /** A call of the inspect callback; the id is null when the listener was lost. */
  record Inspect(
      InetSocketAddress local, InetSocketAddress remote, WskInspectId id, Thread thread) {}

  /** Every call of the inspect callback. */
  final BlockingQueue<Inspect> inspects = new LinkedBlockingQueue<>();

  /** Every call of the abort callback; empty for a null id. */
  final BlockingQueue<Optional<WskInspectId>> aborts = new LinkedBlockingQueue<>();

  /** What the accept callback sees and does. */
  final TestListener accepting = new TestListener();

  private volatile Function<WskInspectId, WskInspectAction> onInspect;
  private volatile Function<WskInspectId, NtStatus> onAbort = id -> STATUS_SUCCESS;
  private volatile WskListenSocket socket;
  private volatile boolean closed;
  private volatile String violation;
  private final AtomicInteger inside = new AtomicInteger();

  /** A listener that answers each inspection so. */
  ConditionalListener(WskInspectAction answer) {
    this(id -> answer);
  }

  /** A listener that answers inspections as it is told. */
  ConditionalListener(Function<WskInspectId, WskInspectAction> onInspect) {
    this.onInspect = onInspect;
  }

  /** Sets what the inspect callback answers from now on. */
  void onInspect(Function<WskInspectId, WskInspectAction> behaviour) {
    onInspect = behaviour;
  }

  /** Sets what the abort callback answers. */
  void onAbort(Function<WskInspectId, NtStatus> behaviour) {
    onAbort = behaviour;
  }

  WskListenSocket socket() {
    return socket;
  }

  void socket(WskListenSocket newSocket) {
    socket = newSocket;
    accepting.socket(newSocket);
  }

  /** From here on every callback is a violation. */
  void markClosed() {
    closed = true;
  }

  /** What has been broken, or null. */
  String violation() {
    return violation;
  }

  private WskInspectAction inspect(
      InetSocketAddress local, InetSocketAddress remote, WskInspectId id) {
    enter("inspect");
    try {
      // Read first: a test that has seen this call may set what the next one answers.
      Function<WskInspectId, WskInspectAction> behaviour = onInspect;
      inspects.add(new Inspect(local, remote, id, Thread.currentThread()));
      return behaviour.apply(id);
    } finally {
      inside.decrementAndGet();
    }
  }

  private NtStatus abort(WskInspectId id) {
    enter("abort");
    try {
      Function<WskInspectId, NtStatus> behaviour = onAbort;
      aborts.add(Optional.ofNullable(id));
      return behaviour.apply(id);
    } finally {
      inside.decrementAndGet();
    }
  }

  private NtStatus accept(
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      WskConnectionSocket accepted,
      AcceptedSocket out) {
    enter("accept");
    try {
      return accepting.accept(flags, local, remote, accepted, out);
    } finally {
      inside.decrementAndGet();
    }
  }

  private void enter(String callback) {
    if (inside.incrementAndGet() > 1) {
      violation = callback + " called while another callback of the listener was in progress";
    }
    if (closed) {
      violation = callback + " called after the close IRP had completed";
    }
  }
}
