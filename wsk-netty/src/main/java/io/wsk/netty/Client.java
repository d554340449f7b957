package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.WskClient;
import io.wsk.api.WskDeregisterReport;
import io.wsk.nt.NtStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A registered client: its sockets, its static events, and what it has under way. */
final class Client implements WskClient {
  /** All events that can be enabled. */
  static final int ALL_EVENTS =
      WSK_EVENT_ACCEPT
          | WSK_EVENT_RECEIVE
          | WSK_EVENT_DISCONNECT
          | WSK_EVENT_SEND_BACKLOG
          | WSK_EVENT_RECEIVE_FROM;

  private final ProviderRuntime runtime;
  private final Registration registration;
  private final Set<SocketBase> sockets = ConcurrentHashMap.newKeySet();
  private final Set<SocketConnectRequest> connecting = ConcurrentHashMap.newKeySet();
  private final AtomicInteger callsInProgress = new AtomicInteger();
  private final AtomicLong socketNumbers = new AtomicLong();
  private final ClientRequests requests = new ClientRequests(this);
  private final NameRequests names = new NameRequests(this);
  private final Object identity = new Object();
  private volatile boolean leaving;

  // Guarded by this: set before the first socket, fixed by it.
  private int staticEvents;
  private boolean staticEventsFixed;

  Client(ProviderRuntime runtime, Registration registration) {
    this.runtime = runtime;
    this.registration = registration;
  }

  ProviderRuntime runtime() {
    return runtime;
  }

  /** Stands for the client where a reference to it would keep it alive. */
  Object identity() {
    return identity;
  }

  /** Whether the client object is still of use: some capture is not released. */
  boolean isValid() {
    return registration.isCaptured();
  }

  /** WSK_SET_STATIC_EVENT_CALLBACKS. */
  synchronized NtStatus setStaticEvents(int mask) {
    if (mask == 0 || (mask & ~ALL_EVENTS) != 0) {
      return STATUS_INVALID_PARAMETER;
    }
    if (staticEventsFixed) {
      return STATUS_INVALID_DEVICE_STATE;
    }
    staticEvents = mask;
    return STATUS_SUCCESS;
  }

  /** The static events; they cannot change any more. */
  synchronized int fixStaticEvents() {
    staticEventsFixed = true;
    return staticEvents;
  }

  long nextSocketNumber() {
    return socketNumbers.incrementAndGet();
  }

  void add(SocketBase socket) {
    sockets.add(socket);
  }

  void remove(SocketBase socket) {
    if (sockets.remove(socket)) {
      registration.signal();
    }
  }

  void add(SocketConnectRequest request) {
    connecting.add(request);
  }

  void remove(SocketConnectRequest request) {
    if (connecting.remove(request)) {
      registration.signal();
    }
  }

  /** A client-level function has been entered. */
  void enter() {
    callsInProgress.incrementAndGet();
  }

  /** A client-level function returns. */
  void exit() {
    if (callsInProgress.decrementAndGet() == 0) {
      registration.signal();
    }
  }

  ClientRequests requests() {
    return requests;
  }

  NameRequests names() {
    return names;
  }

  /** Deregistration has begun: client-level requests that pend for ever are cancelled. */
  void cancelClientRequests() {
    leaving = true;
    requests.cancelAll();
  }

  /** Whether deregistration has begun. */
  boolean isLeaving() {
    return leaving;
  }

  /** A client-level request has been completed. */
  void requestEnded() {
    registration.signal();
  }

  WskDeregisterReport report(int captures) {
    List<String> pending = new ArrayList<>(requests.pending());
    pending.addAll(names.pending());
    connecting.forEach(request -> pending.add(request.name()));
    return new WskDeregisterReport(
        captures,
        callsInProgress.get(),
        pending,
        sockets.stream().map(SocketBase::describe).toList());
  }
}
