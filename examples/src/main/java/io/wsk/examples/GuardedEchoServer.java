package io.wsk.examples;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.WskInspectAction.WskInspectAccept;
import static io.wsk.api.WskInspectAction.WskInspectPend;
import static io.wsk.api.WskInspectAction.WskInspectReject;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.netty.Transport;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An echo service that looks at who connects before it accepts. An address is judged at once; a
 * name has to be looked up, which may take seconds and so must not happen on an event loop: the
 * inspection is pended, looked up on a thread of our own, and completed from there. Connections
 * that go away meanwhile are aborted, and their look-ups with them, so a flood of them leaves
 * nothing.
 */
public final class GuardedEchoServer implements RunningServer {
  private static final int EVENTS = WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
  private static final int LOOKUP_THREADS = 4;

  private static final WskClientListenDispatch<GuardedEchoServer> DISPATCH =
      new WskClientListenDispatch<>(
          GuardedEchoServer::accept, GuardedEchoServer::inspect, GuardedEchoServer::abort);

  private final OpenConnections connections = new OpenConnections();
  private final Guard guard;
  private final Function<InetAddress, String> names;
  private final Map<WskInspectId, Runnable> lookups = new ConcurrentHashMap<>();

  // As many look-ups wait here as inspections are pended, which the provider limits.
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          LOOKUP_THREADS,
          LOOKUP_THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "guard-lookup");
            thread.setDaemon(true);
            return thread;
          });

  private final WskService service;
  private volatile @Nullable WskListenSocket listener;

  private GuardedEchoServer(ServerConfig config, Guard guard, Function<InetAddress, String> names)
      throws InterruptedException {
    this.guard = guard;
    this.names = names;
    try {
      service = WskService.start(config, EVENTS, connections, this, DISPATCH, this::prepare);
    } catch (RuntimeException | InterruptedException e) {
      executor.shutdownNow();
      throw e;
    }
  }

  /**
   * Starts a server.
   *
   * @param config how to run
   * @param guard who may connect
   * @param names finds the name of an address, or gives the address in digits; called on a thread
   *     that may wait. {@link InetAddress#getCanonicalHostName} does
   * @return the running server
   * @throws NtStatusException if it cannot listen; the message names the address
   * @throws IllegalStateException if the transport cannot be used here
   * @throws InterruptedException if the thread is interrupted
   */
  public static GuardedEchoServer start(
      ServerConfig config, Guard guard, Function<InetAddress, String> names)
      throws InterruptedException {
    return new GuardedEchoServer(config, guard, names);
  }

  /** Only possible before bind, and then for good: every connection is inspected. */
  private void prepare(WskListenSocket socket) throws InterruptedException {
    listener = socket;
    socket.set(SO_CONDITIONAL_ACCEPT, true).await();
  }

  // ---- callbacks, on the listener's event loop --------------------------------------------------

  private WskInspectAction inspect(
      InetSocketAddress local, InetSocketAddress remote, @Nullable WskInspectId id) {
    WskListenSocket socket = listener;
    if (id == null || socket == null) {
      return WskInspectReject; // The listener is lost.
    }
    InetAddress address = remote.getAddress();
    Optional<Boolean> known = guard.decide(address);
    if (known.isPresent()) {
      return known.get() ? WskInspectAccept : WskInspectReject;
    }
    Runnable lookup = () -> lookUp(socket, id, address);
    lookups.put(id, lookup);
    executor.execute(lookup);
    return WskInspectPend;
  }

  /** Gone before we had decided. A look-up that has begun ends by itself, and is not found. */
  private NtStatus abort(@Nullable WskInspectId id) {
    Runnable lookup = id == null ? null : lookups.remove(id);
    if (lookup != null) {
      executor.remove(lookup);
    }
    return STATUS_SUCCESS;
  }

  private NtStatus accept(
      int flags,
      InetSocketAddress localAddress,
      InetSocketAddress remoteAddress,
      @Nullable WskConnectionSocket socket,
      AcceptedSocket accepted) {
    if (socket == null) {
      return STATUS_REQUEST_NOT_ACCEPTED; // The listener is lost.
    }
    EchoConnection connection = new EchoConnection(socket, connections);
    connections.add(connection);
    accepted.set(connection, EchoConnection.DISPATCH);
    return STATUS_SUCCESS;
  }

  // ---- the decision, on a thread of our own -----------------------------------------------------

  private void lookUp(WskListenSocket socket, WskInspectId id, InetAddress address) {
    boolean admitted = guard.decide(address, names.apply(address));
    if (lookups.remove(id) != null) {
      // Whatever is answered: a connection that is gone meanwhile needs no decision.
      socket.inspectComplete(id, admitted ? WskInspectAccept : WskInspectReject, Irp.allocate());
    }
  }

  /** How many connections wait for a decision. */
  int undecided() {
    return lookups.size();
  }

  // ---- the running server -----------------------------------------------------------------------

  @Override
  public InetSocketAddress address() {
    return service.address();
  }

  @Override
  public Transport transport() {
    return service.transport();
  }

  @Override
  public Totals totals() {
    return service.totals();
  }

  @Override
  public StopReport stop() {
    StopReport report = service.stop(); // Aborts what is undecided.
    executor.shutdownNow();
    return report;
  }
}
