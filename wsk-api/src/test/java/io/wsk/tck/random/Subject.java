package io.wsk.tck.random;

import io.wsk.api.WskProviderBasicDispatch;
import io.wsk.nt.NtStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket under test, and what is known of it. */
abstract class Subject {
  private final World world;
  private final String name;
  private final CallLog calls;
  private final Set<Request> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inside = new AtomicInteger();

  /** When a close was first called, or 0. */
  private volatile long closeBegun;

  private volatile boolean closeReturned;
  private volatile boolean closeCompleted;
  private volatile boolean lost;

  Subject(World world, String name) {
    this.world = world;
    this.name = name;
    this.calls = new CallLog(world.begun());
  }

  final World world() {
    return world;
  }

  final CallLog calls() {
    return calls;
  }

  /** Keeps a line for findings; what is refused when all is over would only hide the rest. */
  final void log(String what) {
    if (!closeCompleted) {
      calls.add(what);
    }
  }

  /** The socket; null while it is being made, and if it could not be. */
  abstract WskProviderBasicDispatch socket();

  /** Requests that have not been completed. */
  final Set<Request> open() {
    return open;
  }

  /** Whether a status that no call foresees is right here all the same. */
  abstract boolean allows(NtStatus status, Request request);

  /** Whether the socket has come far enough for its events to be enabled. */
  abstract boolean isReady();

  /** Whether it was given the callbacks that the driver enables. */
  boolean hasCallbacks() {
    return true;
  }

  final void finding(String what) {
    world.findings().add(this, what);
  }

  // ---- close ------------------------------------------------------------------------------------

  /** Whether a close has been called, and may not have returned yet. */
  final boolean isClosing() {
    return closeBegun != 0;
  }

  /** Whether a close has returned. */
  final boolean isClosed() {
    return closeReturned;
  }

  /** Whether a close has been completed. */
  final boolean isGone() {
    return closeCompleted;
  }

  /** Whether a close has been waiting for longer than this. */
  final boolean closesLongerThan(long seconds) {
    long since = closeBegun;
    return since != 0
        && !closeCompleted
        && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(seconds);
  }

  final void closeBegins() {
    if (closeBegun == 0) {
      closeBegun = System.nanoTime();
    }
  }

  final void closeHasReturned() {
    closeReturned = true;
  }

  /** The close IRP has been completed: everything else must have been before. */
  final void closeHasCompleted() {
    if (closeCompleted) {
      finding("two closes succeeded");
    }
    closeCompleted = true;
    for (Request request : open) {
      if (request.wasPending() && !request.isCompleted()) {
        finding("close was completed before " + request);
      }
    }
    checkGone();
    if (inside.get() != 0) {
      finding("close was completed while a callback was in progress");
    }
  }

  /** What else must be over when the close is completed. */
  void checkGone() {}

  /** The provider may lose the socket from now on. */
  final void loses() {
    lost = true;
  }

  final boolean mayBeLost() {
    return lost || world.allocationsFail();
  }

  // ---- callbacks --------------------------------------------------------------------------------

  /** A callback has been entered. */
  final void enter(String callback) {
    world.statistics().count("callback " + callback);
    log("-> " + callback);
    if (inside.incrementAndGet() != 1) {
      finding(callback + " was called while another callback was in progress");
    }
    if (closeCompleted) {
      finding(callback + " was called after the close had been completed");
    }
  }

  /** A callback returns. */
  final void exit(String callback, Object answer) {
    log("<- " + callback + " " + answer);
    inside.decrementAndGet();
  }

  @Override
  public String toString() {
    return name;
  }
}
