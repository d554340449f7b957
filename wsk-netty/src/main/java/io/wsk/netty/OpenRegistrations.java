package io.wsk.netty;

import static io.wsk.api.verifier.Violation.REGISTRATION_LEFT_OPEN;

import io.wsk.api.verifier.CallSite;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The registrations that have not been taken back: those that are garbage are left open for ever,
 * and when the process exits all are. The hook for the exit exists only while a registration does,
 * and refers to none: what it keeps alive, the event loops keep alive too.
 */
final class OpenRegistrations {
  private final Reporter reporter;
  private final Set<Open> open = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Registration> lost = new ReferenceQueue<>();
  private @Nullable Thread exitHook;

  OpenRegistrations(Reporter reporter) {
    this.reporter = reporter;
  }

  /** A registration without the registration, so that it can become garbage. */
  private static final class Open extends PhantomReference<Registration> {
    final CallSite site = CallSites.here("registered");

    Open(Registration registration, ReferenceQueue<? super Registration> lost) {
      super(registration, lost);
    }
  }

  void add(Registration registration) {
    open.add(new Open(registration, lost));
  }

  void remove(Registration registration) {
    open.removeIf(one -> one.refersTo(registration));
  }

  /** Reports those that nobody refers to any more, nor to anything made with them. */
  void reportLost() {
    Reference<?> garbage;
    while ((garbage = lost.poll()) != null) {
      if (garbage instanceof Open one && open.remove(one)) {
        report(one, "registration lost: nobody refers to it any more, so nobody can deregister it");
      }
    }
  }

  /** Reports all, since the process exits. */
  void reportAll() {
    for (Open one : List.copyOf(open)) {
      if (open.remove(one)) {
        report(one, "registration not taken back when the process exits");
      }
    }
  }

  private void report(Open one, String what) {
    reporter.tell(Subject.of("client").report(REGISTRATION_LEFT_OPEN, what, List.of(one.site)));
  }

  synchronized void watchExit() {
    Thread hook = new Thread(this::reportAll, "wsk-verifier-exit");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      exitHook = hook;
    } catch (IllegalStateException e) {
      // The process exits already; who registers now is not waited for.
      exitHook = null;
    }
  }

  synchronized void forgetExit() {
    Thread hook = exitHook;
    exitHook = null;
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process exits: the hook is running, or has run.
      }
    }
  }
}
