package io.wsk.tck.random;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.ProviderThread;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One use of an IRP: one call, what it returned, and how often and how it was completed. */
final class Request {
  private final Subject subject;
  private final String function;
  private final Set<NtStatus> expected;
  private final Hook hook;
  private final ReusedIrp irp;
  private final Thread caller = Thread.currentThread();
  private final long begun = System.nanoTime();
  private final boolean afterClose;
  private final boolean wasReady;
  private final AtomicInteger completions = new AtomicInteger();
  private volatile NtStatus returned;
  private volatile NtStatus completed;
  private boolean taken;

  Request(Subject subject, String function, Set<NtStatus> expected, Hook hook, ReusedIrp irp) {
    this.subject = subject;
    this.function = function;
    this.expected = expected;
    this.hook = hook;
    this.irp = irp;
    this.afterClose = subject.isClosed();
    this.wasReady = subject.isReady();
  }

  Subject subject() {
    return subject;
  }

  String function() {
    return function;
  }

  ReusedIrp reusedIrp() {
    return irp;
  }

  Irp<Object> irp() {
    return irp.irp();
  }

  /** What the request moved; in a hook only. */
  long information() {
    return irp().information();
  }

  boolean isCompleted() {
    return completions.get() > 0;
  }

  /** Whether the call has returned PENDING. */
  boolean wasPending() {
    return returned == NtStatus.STATUS_PENDING;
  }

  /** Whether the status is one that the caller foresaw. */
  boolean expects(NtStatus status) {
    return expected.contains(status);
  }

  /** Whether the call was made after a close had returned. */
  boolean isAfterClose() {
    return afterClose;
  }

  /** Whether the socket had come far enough for data when the call was made. */
  boolean wasReady() {
    return wasReady;
  }

  boolean isCancelAsked() {
    return irp.isCancelAsked();
  }

  /** The hook has given the IRP to another call. */
  void take() {
    taken = true;
  }

  boolean isTaken() {
    return taken;
  }

  Hook hook() {
    return hook;
  }

  /** The call has returned. */
  String returned(NtStatus status) {
    returned = status;
    if (status == null) {
      return "returned null";
    }
    NtStatus how = completed;
    if (status != NtStatus.STATUS_PENDING && how != null && how != status) {
      return "returned " + status + " and was completed with " + how;
    }
    boolean untouched = completions.get() == 0 && irp().isPending();
    return status != NtStatus.STATUS_PENDING && untouched
        ? "returned " + status + " and was not completed"
        : null;
  }

  /** The completion routine runs. */
  String completed(NtStatus status) {
    if (completions.incrementAndGet() > 1) {
      return "completed twice: " + completed + ", then " + status;
    }
    completed = status;
    NtStatus said = returned;
    if (said != null && said != NtStatus.STATUS_PENDING && said != status) {
      return "returned " + said + " and was completed with " + status;
    }
    if (status == NtStatus.STATUS_PENDING) {
      return "completed with STATUS_PENDING";
    }
    Thread here = Thread.currentThread();
    return here == caller || here instanceof ProviderThread
        ? null
        : "completed on " + here.getName() + ", which is neither its caller nor an event loop";
  }

  /** What is wrong if there are references to memory of the request when it is completed. */
  String holds(int references) {
    return "the provider still has "
        + references
        + " reference(s) to the memory of "
        + this
        + ", that was completed with "
        + completed;
  }

  @Override
  public String toString() {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    return function + " of " + subject + ", " + millis + " ms ago, returned " + returned;
  }
}
