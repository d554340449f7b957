package io.wsk.bench.dispatch;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import io.wsk.bench.jmh.Driver;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;

/** Requests that are begun and completed at once, on the calling thread. */
abstract class Completions implements Driver {
  private static final int INFORMATION = 1;

  private static final IrpOperation OPERATION =
      new IrpOperation() {
        @Override
        public String name() {
          return "nothing";
        }

        @Override
        public void cancelRequested(Irp<?> irp, int ticket) {
          throw new IllegalStateException("nobody cancels");
        }

        @Override
        public void completionRoutineThrew(Irp<?> irp, Throwable cause) {
          throw new IllegalStateException(cause);
        }
      };

  /** The sum of what all completions have told. */
  long told;

  /** Begins one request and completes it. */
  abstract void completeOne();

  @Override
  public final boolean run(int operations) {
    long before = told;
    for (int i = 0; i < operations; i++) {
      completeOne();
    }
    return told - before == (long) operations * INFORMATION;
  }

  @Override
  public final void close() {}

  private static void complete(Irp<?> irp) {
    if (!IoManager.begin(irp, OPERATION) || !IoManager.complete(irp, STATUS_SUCCESS, INFORMATION)) {
      throw new IllegalStateException("the IRP was not idle: " + irp);
    }
  }

  static final class Promises extends Completions {
    private final FutureListener<Integer> listener = future -> told += future.getNow();

    @Override
    void completeOne() {
      Promise<Integer> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
      promise.addListener(listener);
      promise.setSuccess(INFORMATION);
    }
  }

  static final class Routines extends Completions {
    private static final IoCompletionRoutine<Routines> ROUTINE =
        (irp, completions) -> {
          completions.told += irp.information();
          return STATUS_MORE_PROCESSING_REQUIRED; // The IRP is ours again.
        };

    private final Irp<Void> irp = Irp.allocate();

    @Override
    void completeOne() {
      irp.reuse();
      irp.setCompletionRoutine(ROUTINE, this);
      complete(irp);
    }
  }

  static final class NewRoutines extends Completions {
    private static final IoCompletionRoutine<NewRoutines> ROUTINE =
        (irp, completions) -> {
          completions.told += irp.information();
          return STATUS_SUCCESS;
        };

    @Override
    void completeOne() {
      Irp<Void> irp = Irp.allocate();
      irp.setCompletionRoutine(ROUTINE, this);
      complete(irp);
    }
  }

  static final class Stages extends Completions {
    @Override
    void completeOne() {
      Irp<Void> irp = Irp.allocate();
      irp.toCompletionStage().thenAccept(result -> told += result.information());
      complete(irp);
    }
  }
}
