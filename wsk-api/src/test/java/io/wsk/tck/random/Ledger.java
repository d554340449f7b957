package io.wsk.tck.random;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Keeps account of IRPs: every call that takes one is made through here, with the statuses that it
 * may end with. What is always possible is not listed: INVALID_HANDLE and CANCELLED because of a
 * close, CANCELLED because of a cancel, FILE_FORCED_CLOSED on a socket that may be lost.
 */
final class Ledger {
  private final IoCompletionRoutine<Request> routine = this::completed;
  private final Findings findings;
  private final Statistics statistics;
  private final Deliberate deliberate;
  private final Queue<ReusedIrp> used = new ConcurrentLinkedQueue<>();

  Ledger(Findings findings, Statistics statistics, Deliberate deliberate) {
    this.findings = findings;
    this.statistics = statistics;
    this.deliberate = deliberate;
  }

  /** Makes a call whose completion needs no answer. */
  NtStatus call(
      Subject subject,
      String function,
      Set<NtStatus> expected,
      Function<Irp<Object>, NtStatus> call) {
    return call(subject, function, expected, Hook.NONE, call);
  }

  /** Makes a call. */
  NtStatus call(
      Subject subject,
      String function,
      Set<NtStatus> expected,
      Hook hook,
      Function<Irp<Object>, NtStatus> call) {
    return call(new Request(subject, function, expected, hook, idleIrp()), call);
  }

  /**
   * Makes a call with the IRP of another request, in that one's hook.
   *
   * @return null if the IRP is kept back
   */
  NtStatus again(
      Request done,
      String function,
      Set<NtStatus> expected,
      Hook hook,
      Function<Irp<Object>, NtStatus> call) {
    if (done.isTaken() || !done.reusedIrp().reuseInRoutine()) {
      return null;
    }
    done.take();
    return call(new Request(done.subject(), function, expected, hook, done.reusedIrp()), call);
  }

  private NtStatus call(Request request, Function<Irp<Object>, NtStatus> call) {
    Subject subject = request.subject();
    String function = request.function();
    request.irp().setCompletionRoutine(routine, request, true, true, true);
    subject.open().add(request);
    subject.log(function);
    NtStatus status;
    try {
      status = call.apply(request.irp());
    } catch (Throwable cause) {
      subject.open().remove(request);
      findings.add(function + " of " + subject + " threw", cause);
      return STATUS_UNSUCCESSFUL;
    }
    statistics.call(function, status);
    report(request, request.returned(status));
    if (status != STATUS_PENDING) {
      subject.log(function + " returned " + status);
    }
    return status;
  }

  private NtStatus completed(Irp<?> irp, Request request) {
    NtStatus status = irp.status();
    Subject subject = request.subject();
    statistics.count("IRPs completed");
    subject.log(request.function() + " completed " + status + " " + irp.information());
    report(request, request.completed(status));
    report(request, unexpected(request, status));
    subject.open().remove(request);
    request.hook().completed(request, status);
    if (request.isTaken()) {
      return STATUS_MORE_PROCESSING_REQUIRED;
    }
    used.add(request.reusedIrp());
    // The chance is not drawn from a seed: it depends on nothing and nothing depends on it.
    if (ThreadLocalRandom.current().nextInt(20_000) == 0) {
      deliberate.routineThrew.add();
      throw Deliberate.exception();
    }
    return STATUS_SUCCESS;
  }

  private static String unexpected(Request request, NtStatus status) {
    Subject subject = request.subject();
    if (request.isAfterClose() && status != STATUS_INVALID_HANDLE) {
      return "made after close, ended with " + status;
    }
    boolean right =
        request.expects(status)
            || subject.allows(status, request)
            || (status == STATUS_INVALID_HANDLE && subject.isClosing())
            || (status == STATUS_CANCELLED && (subject.isClosing() || request.isCancelAsked()))
            || (status == STATUS_FILE_FORCED_CLOSED && subject.mayBeLost());
    return right ? null : "ended with " + status + ", which nothing explains";
  }

  private static void report(Request request, String wrong) {
    if (wrong != null) {
      request.subject().finding(request + ": " + wrong);
    }
  }

  private ReusedIrp idleIrp() {
    ReusedIrp irp = used.poll();
    // One that is kept back, or whose completion has not quite ended, is left alone for good.
    return irp != null && irp.reuse() ? irp : new ReusedIrp();
  }
}
