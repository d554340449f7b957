package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Whoever races for an IRP: it is completed once, and who waits for it hears of it. */
public final class IrpCompletionStress {
  private IrpCompletionStress() {}

  /** A pending IRP that counts how often its routine runs, and gives way to a cancel. */
  private static final class Pending implements IrpOperation {
    private final AtomicInteger routines = new AtomicInteger();
    private final Irp<Void> irp = Irp.onCompletion(routines::incrementAndGet);

    Pending() {
      IoManager.begin(irp, this);
    }

    int complete(int information) {
      return IoManager.complete(irp, STATUS_SUCCESS, information) ? 1 : 0;
    }

    @Override
    public String name() {
      return "stress";
    }

    @Override
    public void cancelRequested(Irp<?> cancelled, int ticket) {
      if (IoManager.isPending(cancelled, ticket)) {
        IoManager.complete(cancelled, STATUS_CANCELLED, 0);
      }
    }

    @Override
    public void completionRoutineThrew(Irp<?> completed, Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  /** Results: the answer to each completer, information, runs of the routine. */
  @JCStressTest
  @Outcome(id = "1, 0, 7, 1", expect = ACCEPTABLE, desc = "the first completer won")
  @Outcome(id = "0, 1, 9, 1", expect = ACCEPTABLE, desc = "the second completer won")
  @Outcome(expect = FORBIDDEN, desc = "not exactly one completion")
  @State
  public static class TwoCompleters {
    private final Pending pending = new Pending();

    @Actor
    public void first(IIII_Result result) {
      result.r1 = pending.complete(7);
    }

    @Actor
    public void second(IIII_Result result) {
      result.r2 = IoManager.complete(pending.irp, STATUS_UNSUCCESSFUL, 9) ? 1 : 0;
    }

    @Arbiter
    public void afterwards(IIII_Result result) {
      result.r3 = (int) pending.irp.information();
      result.r4 = pending.routines.get();
    }
  }

  /** Results: the answer to the completer and to cancel, cancelled, runs of the routine. */
  @JCStressTest
  @Outcome(id = "1, [01], 0, 1", expect = ACCEPTABLE, desc = "the completer won")
  @Outcome(id = "0, 1, 1, 1", expect = ACCEPTABLE, desc = "the cancel won")
  @Outcome(expect = FORBIDDEN, desc = "not exactly one completion")
  @State
  public static class CompleterAgainstCancel {
    private final Pending pending = new Pending();

    @Actor
    public void completer(IIII_Result result) {
      result.r1 = pending.complete(7);
    }

    @Actor
    public void canceller(IIII_Result result) {
      result.r2 = pending.irp.cancel() ? 1 : 0;
    }

    @Arbiter
    public void afterwards(IIII_Result result) {
      result.r3 = pending.irp.status() == STATUS_CANCELLED ? 1 : 0;
      result.r4 = pending.routines.get();
    }
  }

  /** Results: what the waiter heard, how often. */
  @JCStressTest
  @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "the waiter has heard of it")
  @Outcome(expect = FORBIDDEN, desc = "a completion that was missed, or told twice")
  @State
  public static class CompleterAgainstWaiter {
    private final Pending pending = new Pending();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger times = new AtomicInteger();

    @Actor
    @SuppressWarnings("CheckReturnValue") // nobody competes
    public void completer() {
      pending.complete(7);
    }

    @Actor
    public void waiter() {
      pending
          .irp
          .toCompletionStage()
          .thenAccept(
              status -> {
                heard.set((int) status.information());
                times.incrementAndGet();
              });
    }

    @Arbiter
    public void afterwards(II_Result result) {
      result.r1 = heard.get();
      result.r2 = times.get();
    }
  }

  /** A request that is completed and made again, against a cancel. Results: request, its ticket. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the cancel found nothing pending")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the cancel was for the first request")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the cancel was for the second request")
  @Outcome(expect = FORBIDDEN, desc = "a request was told to cancel another")
  @State
  public static class CancelAgainstReuse {
    private final Irp<Void> irp = Irp.allocate();
    private final II_Result told = new II_Result();

    public CancelAgainstReuse() {
      IoManager.begin(irp, new Told(1, told));
    }

    @Actor
    public void owner() {
      IoManager.complete(irp, STATUS_SUCCESS, 0);
      irp.reuse();
      IoManager.begin(irp, new Told(2, told));
    }

    @Actor
    public void canceller(II_Result result) {
      if (irp.cancel()) {
        result.r1 = told.r1;
        result.r2 = told.r2;
      }
    }
  }

  /** Notes which request is told to cancel which; the caller of cancel reads it. */
  private record Told(int number, II_Result told) implements IrpOperation {
    @Override
    public String name() {
      return "stress " + number;
    }

    @Override
    public void cancelRequested(Irp<?> cancelled, int ticket) {
      told.r1 = number;
      told.r2 = ticket;
    }

    @Override
    public void completionRoutineThrew(Irp<?> completed, Throwable cause) {
      throw new AssertionError(cause);
    }
  }
}
