package io.wsk.tck;

import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** The context of a listener under test: records what its accept callback sees and accepts. */
public final class TestListener {
  /** The accept callback only. */
  public static final WskClientListenDispatch<TestListener> DISPATCH =
      new WskClientListenDispatch<>(TestListener::accept);

  /** What the accept callback is to answer. */
  @FunctionalInterface
  public interface OnAccept {
    /** As {@link io.wsk.api.WskAcceptEvent}, without the context. */
    NtStatus accept(
        int flags,
        InetSocketAddress local,
        InetSocketAddress remote,
        WskConnectionSocket socket,
        AcceptedSocket accepted);
  }

  /** A call of the accept callback; the socket is null when the listener was lost. */
  public record Accept(
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      WskConnectionSocket socket,
      Thread thread) {}

  /** Every call of the accept callback. */
  public final BlockingQueue<Accept> accepts = new LinkedBlockingQueue<>();

  /** The context of every connection that the default behaviour has accepted. */
  public final BlockingQueue<TestConnection> connections = new LinkedBlockingQueue<>();

  private volatile Supplier<TestConnection> connectionSupplier = TestConnection::new;
  private volatile OnAccept onAccept = this::acceptByDefault;
  private volatile WskListenSocket socket;

  /** Sets what the accept callback answers. */
  public TestListener onAccept(OnAccept behaviour) {
    onAccept = behaviour;
    return this;
  }

  /** Sets how the default behaviour makes the context of a connection. */
  public TestListener connections(Supplier<TestConnection> supplier) {
    connectionSupplier = supplier;
    return this;
  }

  /** The listening socket, once it is there. */
  public WskListenSocket socket() {
    return socket;
  }

  void socket(WskListenSocket newSocket) {
    socket = newSocket;
  }

  /** Accepts with a context of {@link #connections(Supplier)} and all callbacks. */
  public NtStatus acceptByDefault(
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      WskConnectionSocket accepted,
      AcceptedSocket out) {
    if (accepted == null) {
      return STATUS_REQUEST_NOT_ACCEPTED;
    }
    TestConnection connection = connectionSupplier.get();
    connection.socket(accepted);
    out.set(connection, TestConnection.DISPATCH);
    connections.add(connection);
    return STATUS_SUCCESS;
  }

  NtStatus accept(
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      WskConnectionSocket accepted,
      AcceptedSocket out) {
    accepts.add(new Accept(flags, local, remote, accepted, Thread.currentThread()));
    return onAccept.accept(flags, local, remote, accepted, out);
  }
}
