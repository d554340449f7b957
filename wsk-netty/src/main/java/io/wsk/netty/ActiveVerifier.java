package io.wsk.netty;

import static io.wsk.api.verifier.Violation.BLOCKING_WAIT;
import static io.wsk.api.verifier.Violation.CALLBACK_TOO_LONG;
import static io.wsk.api.verifier.Violation.CALL_AFTER_CLOSE;
import static io.wsk.api.verifier.Violation.DOUBLE_RELEASE;
import static io.wsk.api.verifier.Violation.INDICATION_LEAK;
import static io.wsk.api.verifier.Violation.IRP_REUSE;
import static io.wsk.api.verifier.Violation.RELEASE_NOT_RETAINED;
import static io.wsk.api.verifier.Violation.WRONG_STATUS;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.ByteBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.verifier.CallSite;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.nt.NtStatus;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The verifier when it is on: what it knows, and what it makes of it. */
final class ActiveVerifier extends Verifier {
  /** The client as a whole, where it is no socket's fault. */
  private static final Subject CLIENT = Subject.of("client");

  private final Reporter reporter;
  private final long callbackLimitNanos;
  private final Watchdog watchdog;
  private final OpenRegistrations registrations;
  private final Set<LoopThread> threads = ConcurrentHashMap.newKeySet();

  /** The indications that clients keep. */
  private final Set<Retention> retained = ConcurrentHashMap.newKeySet();

  private final ReferenceQueue<Indication> lostIndications = new ReferenceQueue<>();

  ActiveVerifier(NettyOptions options, Counter violations) {
    this.reporter =
        new Reporter(
            options.verifier() == VerifierMode.STRICT, options.verifierListener(), violations);
    this.callbackLimitNanos = options.callbackTimeLimit().toNanos();
    this.registrations = new OpenRegistrations(reporter);
    this.watchdog = new Watchdog(this::look, callbackLimitNanos);
  }

  @Override
  boolean isOn() {
    return true;
  }

  // ---- what stands in for the plain things ------------------------------------------------------

  @Override
  <C> WskClientConnectionDispatch<C> watch(
      SocketBase socket, WskClientConnectionDispatch<C> dispatch) {
    return WatchedConnection.of(this, socket, dispatch);
  }

  @Override
  <C> WskClientListenDispatch<C> watch(SocketBase socket, WskClientListenDispatch<C> dispatch) {
    return WatchedListener.of(this, socket, dispatch);
  }

  @Override
  DataIndication newIndication(ReceiveIndicator owner, ByteBuf memory) {
    return new WatchedIndication(this, owner, memory);
  }

  @Override
  <C> WskClientDatagramDispatch<C> watch(SocketBase socket, WskClientDatagramDispatch<C> dispatch) {
    return WatchedDatagramSocket.of(this, socket, dispatch);
  }

  @Override
  DatagramIndication newDatagram(
      ReceiveFromPath owner, ByteBuf memory, InetSocketAddress remoteAddress) {
    return new WatchedDatagram(this, owner, memory, remoteAddress);
  }

  @Override
  CallSite callSite(String what) {
    return CallSites.here(what);
  }

  // ---- callbacks --------------------------------------------------------------------------------

  /** A watched callback is about to be called. */
  CallbackRun enter(WatchedCallback callback) {
    LoopThread thread = LoopThread.current();
    CallbackRun run = new CallbackRun(callback, thread == null ? null : thread.running());
    if (thread != null) {
      thread.running(run);
    }
    return run;
  }

  /** It has returned, or thrown. */
  void exit(CallbackRun run) {
    LoopThread thread = LoopThread.current();
    if (thread != null) {
      thread.ended(run);
    }
    long nanos = run.nanos();
    if (nanos > callbackLimitNanos && run.claimReport()) {
      WatchedCallback callback = run.callback();
      tooLong(callback, " took ", nanos, sites(callback.site("called")));
    }
  }

  private void tooLong(WatchedCallback callback, String how, long nanos, List<CallSite> sites) {
    String what = callback + how + millis(nanos) + " ms, longer than " + millis(callbackLimitNanos);
    reporter.tell(Subject.of(callback.socket()).report(CALLBACK_TOO_LONG, what, sites));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  @Override
  void wrongStatus(SocketBase socket, String event, @Nullable Object status) {
    LoopThread thread = LoopThread.current();
    CallbackRun last = thread == null ? null : thread.lastEnded();
    List<CallSite> sites =
        last != null && last.callback().socket() == socket
            ? List.of(last.callback().site("answered"))
            : List.of();
    String what = event + " answered " + status + ", which means nothing there";
    reporter.tell(Subject.of(socket).report(WRONG_STATUS, Rules.ofCallback(event), what, sites));
  }

  @Override
  void blockingWait(Thread thread, String call) {
    CallSite site = CallSites.here("called");
    CallbackRun run = thread instanceof LoopThread loop ? loop.running() : null;
    String what = call + " would block the provider thread " + thread.getName();
    Subject subject = run == null ? CLIENT : Subject.of(run.callback().socket());
    String where = run == null ? " outside of callbacks" : " in " + run.callback();
    reporter.refuse(subject.report(BLOCKING_WAIT, Rules.ofWait(call), what + where, List.of(site)));
  }

  // ---- indications ------------------------------------------------------------------------------

  ReferenceQueue<Indication> lostIndications() {
    return lostIndications;
  }

  void add(Retention retention) {
    retained.add(retention);
  }

  void remove(Retention retention) {
    retained.remove(retention);
  }

  /** A callback has answered for a node. */
  void answered(
      WatchedCallback callback, Indication node, boolean kept, @Nullable NtStatus answer) {
    if (!(node instanceof IndicationWatch.Watched watched)) {
      return;
    }
    IndicationWatch watch = watched.watch();
    if (kept) {
      watch.kept(node, callback);
    } else if (!watch.giveUp(node)) {
      String what =
          "indication released inside a callback that did not keep it, but answered " + answer;
      List<CallSite> sites = sites(callback.site("indicated"), watch.released());
      reporter.tell(Subject.of(callback.socket()).report(RELEASE_NOT_RETAINED, what, sites));
    }
  }

  @Override
  void releaseRefused(SocketBase socket, Object node) {
    Subject subject = Subject.of(socket);
    if (!(node instanceof Indication ours && node instanceof IndicationWatch.Watched watched)) {
      reporter.refuse(
          subject.report(
              RELEASE_NOT_RETAINED,
              "release of an indication that this provider has not made",
              List.of(CallSites.here("released"))));
      return;
    }
    IndicationWatch watch = watched.watch();
    String name = "indication of " + watch.retention().subject().name();
    CallSite kept = watch.retention().kept();
    if (ours.isReleased() && !watch.wasReturned()) {
      reporter.refuse(
          subject.report(
              DOUBLE_RELEASE,
              "second release of an " + name,
              sites(kept, watch.released(), CallSites.here("released again"))));
    } else {
      String fault = watch.wasReturned() ? " that was not kept" : " on another socket";
      reporter.refuse(
          subject.report(
              RELEASE_NOT_RETAINED,
              "release of an " + name + fault,
              sites(kept, CallSites.here("released"))));
    }
  }

  /** Nobody refers to these any more: they cannot be released. */
  private void reportLostIndications() {
    Reference<?> lost;
    while ((lost = lostIndications.poll()) != null) {
      if (lost instanceof Retention retention && retained.remove(retention)) {
        leaked(
            retention, "indication lost: nobody refers to it any more, so nobody can release it");
      }
    }
  }

  private void leaked(Retention retention, String what) {
    reporter.tell(retention.subject().report(INDICATION_LEAK, what, sites(retention.kept())));
  }

  // ---- calls ------------------------------------------------------------------------------------

  @Override
  void lateCall(SocketBase socket, String function) {
    List<CallSite> sites = sites(socket.closeSite(), CallSites.here("called"));
    reporter.refuse(Subject.of(socket).report(CALL_AFTER_CLOSE, function + " after close", sites));
  }

  @Override
  void irpRefused(Object owner, String function, String holder, @Nullable CallSite given) {
    String what = function + " was given an IRP that is not idle: " + holder;
    List<CallSite> sites = sites(given, CallSites.here("given again"));
    Subject subject = owner instanceof SocketBase socket ? Subject.of(socket) : CLIENT;
    reporter.refuse(subject.report(IRP_REUSE, what, sites));
  }

  private static List<CallSite> sites(@Nullable CallSite... known) {
    List<CallSite> sites = new ArrayList<>(known.length);
    for (CallSite site : known) {
      if (site != null) {
        sites.add(site);
      }
    }
    return sites;
  }

  // ---- beginnings and ends ----------------------------------------------------------------------

  @Override
  void start() {
    watchdog.start();
    registrations.watchExit();
  }

  @Override
  void stop() {
    watchdog.stop();
    registrations.forgetExit();
    threads.clear();
  }

  @Override
  void add(LoopThread thread) {
    threads.add(thread);
  }

  @Override
  void registered(Registration registration) {
    registrations.add(registration);
  }

  @Override
  void deregistered(Registration registration) {
    registrations.remove(registration);
    List<Retention> kept =
        retained.stream().filter(one -> one.isOf(registration.client())).toList();
    for (Retention retention : kept) {
      // One may be released at this moment.
      if (retained.remove(retention)) {
        leaked(retention, "indication not released when its client deregistered");
      }
    }
  }

  /** What the watchdog does now and then. */
  private void look() {
    threads.forEach(this::lookAt);
    reportLostIndications();
    registrations.reportLost();
  }

  private void lookAt(LoopThread thread) {
    CallbackRun run = thread.running();
    if (run == null || run.nanos() <= callbackLimitNanos) {
      return;
    }
    CallSite now = CallSites.of("in progress", thread);
    // The call may have ended while the stack was taken, which may be another's then. Looked at
    // again, the same call has been in progress all the time. And only the client's code takes the
    // client's time: a thread that has not got to it, or is through with it, waits for a processor.
    boolean inClient = thread.running() == run && !now.frames().isEmpty();
    if (!inClient || !run.claimReport()) {
      return;
    }
    WatchedCallback callback = run.callback();
    tooLong(callback, " is in progress for ", run.nanos(), sites(callback.site("called"), now));
  }
}
