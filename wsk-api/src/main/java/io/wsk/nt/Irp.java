package io.wsk.nt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to an asynchronous function, and its result.
 *
 * <pre>
 *   allocate -> [idle] -- given to a function --> [pending] -- completed --> routines run --> [completed]
 *                 ^                                                                                |
 *                 +------------------------------------ reuse -----------------------------------+
 * </pre>
 *
 * <p>A function that takes an IRP returns {@link NtStatus#STATUS_PENDING} when it will complete it
 * later; with any other status the IRP has been completed by the time the function returns. Each
 * request is completed exactly once. A function refuses an IRP that is not idle with {@link
 * NtStatus#STATUS_INVALID_PARAMETER} and leaves it alone.
 *
 * <p>C: {@code IRP}, {@code IoAllocateIrp}, {@code IoReuseIrp}, {@code IoCancelIrp}. There is no
 * {@code IoFreeIrp}: an IRP is ordinary memory.
 *
 * @param <T> what {@link #result()} gives, for functions that produce an object (a socket, an
 *     address); functions that only move bytes take an IRP of any type
 */
public final class Irp<T> extends IoStackLocation {
  static final int IDLE = 0;
  static final int PENDING = 1;
  static final int COMPLETING = 2;
  static final int COMPLETED = 3;
  static final int CLAIMED = 4;

  private static final int ON_SUCCESS = 1;
  private static final int ON_ERROR = 2;
  private static final int ON_CANCEL = 4;

  private static final int STATE_BITS = 3;
  private static final int STATE_MASK = (1 << STATE_BITS) - 1;

  private static final VarHandle WORD;
  private static final VarHandle STAGE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORD = lookup.findVarHandle(Irp.class, "word", int.class);
      STAGE = lookup.findVarHandle(Irp.class, "stage", Stage.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final IoCompletionRoutine<Runnable> RUN =
      (irp, action) -> {
        action.run();
        return NtStatus.STATUS_SUCCESS;
      };

  // State and ticket in one word: the ticket counts the requests made with this IRP, so that a move
  // meant for one request never hits a later one. Ownership moves with the state: who moved it from
  // IDLE to CLAIMED (the called function) may write the plain fields below until it moves it on;
  // whoever sees COMPLETED may read them. Moves that two threads may attempt are compare-and-set,
  // so that of two completers, or of two calls with the same IRP, one loses.
  private volatile int word = IDLE;
  private volatile @Nullable Stage stage;

  private NtStatus status = NtStatus.STATUS_SUCCESS;
  private long information;
  private @Nullable T result;
  private @Nullable IrpOperation operation;
  private @Nullable Object driverContext;

  private final int stackSize;
  private int location;

  /**
   * The stack locations below the top one, which is this object itself: most IRPs have no other.
   */
  private final @Nullable List<IoStackLocation> lower;

  private Irp(int stackSize) {
    if (stackSize < 1) {
      throw new IllegalArgumentException("stackSize must be at least 1 but is " + stackSize);
    }
    this.stackSize = stackSize;
    this.lower = stackSize == 1 ? null : new ArrayList<>(stackSize - 1);
  }

  /**
   * Makes an idle IRP with one stack location. C: {@code IoAllocateIrp(1, FALSE)}.
   *
   * @param <T> the type of the result
   * @return the request, owned by the caller
   */
  public static <T> Irp<T> allocate() {
    return new Irp<>(1);
  }

  /**
   * Makes an idle IRP that several owners may each register a completion routine on, one above the
   * other. C: {@code IoAllocateIrp(StackSize, FALSE)}.
   *
   * @param stackSize how many owners there may be; at least 1
   * @param <T> the type of the result
   * @return the request, owned by the caller
   * @throws IllegalArgumentException if {@code stackSize} is less than 1
   */
  public static <T> Irp<T> allocate(int stackSize) {
    return new Irp<>(stackSize);
  }

  /**
   * Makes an idle IRP with a routine for every outcome.
   *
   * @param action what to do on completion; see {@link IoCompletionRoutine} for the thread
   * @param <T> the type of the result
   * @return the request, owned by the caller
   */
  public static <T> Irp<T> onCompletion(Runnable action) {
    Irp<T> irp = new Irp<>(1);
    irp.setCompletionRoutine(RUN, action);
    return irp;
  }

  /**
   * Makes an idle IRP with a routine for every outcome that reads the result.
   *
   * @param action gets the completed request; see {@link IoCompletionRoutine} for the thread
   * @param <T> the type of the result
   * @return the request, owned by the caller
   */
  public static <T> Irp<T> onCompletion(Consumer<? super Irp<T>> action) {
    Irp<T> irp = new Irp<>(1);
    irp.setCompletionRoutine(RUN, () -> action.accept(irp));
    return irp;
  }

  /**
   * Registers the routine of the current owner. It replaces one that the same owner registered
   * before.
   *
   * <p>C: {@code IoSetCompletionRoutine}.
   *
   * @param routine runs when the request has been completed
   * @param context given to the routine
   * @param invokeOnSuccess run it when the final status is a success
   * @param invokeOnError run it when the final status is an error other than cancellation
   * @param invokeOnCancel run it when the request was cancelled
   * @param <C> the type of the context
   * @throws IllegalStateException if the IRP is pending
   */
  public <C> void setCompletionRoutine(
      IoCompletionRoutine<? super C> routine,
      C context,
      boolean invokeOnSuccess,
      boolean invokeOnError,
      boolean invokeOnCancel) {
    Objects.requireNonNull(routine, "routine");
    requireNotPending("setCompletionRoutine");
    int outcomes =
        (invokeOnSuccess ? ON_SUCCESS : 0)
            | (invokeOnError ? ON_ERROR : 0)
            | (invokeOnCancel ? ON_CANCEL : 0);
    locationAt(location).set(routine, context, outcomes);
  }

  /**
   * Registers the routine of the current owner for every outcome, as nearly all callers want it.
   *
   * <p>C: {@code IoSetCompletionRoutine} with {@code TRUE} three times.
   *
   * @param routine runs when the request has been completed
   * @param context given to the routine
   * @param <C> the type of the context
   * @throws IllegalStateException if the IRP is pending
   */
  public <C> void setCompletionRoutine(IoCompletionRoutine<? super C> routine, C context) {
    setCompletionRoutine(routine, context, true, true, true);
  }

  /**
   * Steps down to the stack location of the next lower owner, who can then register a routine of
   * its own. On completion the lowest owner's routine runs first.
   *
   * <p>C: {@code IoSetNextIrpStackLocation}.
   *
   * @throws IllegalStateException if the IRP is pending, or has no further location
   */
  public void setNextStackLocation() {
    requireNotPending("setNextStackLocation");
    if (location + 1 >= stackSize) {
      throw new IllegalStateException("no stack location left: the IRP has " + stackSize);
    }
    location++;
    if (lower != null && lower.size() < location) {
      lower.add(new IoStackLocation());
    }
  }

  /**
   * Makes the IRP idle again: result, completion routines and stack locations are as new. It must
   * be called before a completed IRP is given to another call; a completion routine that does both
   * returns {@link NtStatus#STATUS_MORE_PROCESSING_REQUIRED}.
   *
   * <p>C: {@code IoReuseIrp}.
   *
   * @throws IllegalStateException if the IRP is pending
   */
  public void reuse() {
    requireNotPending("reuse");
    // Completion has moved the location up again; the lower ones must be emptied all the same.
    clear();
    if (lower != null) {
      lower.forEach(IoStackLocation::clear);
    }
    letGoOfStage();
    location = 0;
    status = NtStatus.STATUS_SUCCESS;
    information = 0;
    if (result != null) {
      result = null;
    }
    // The operation stays: only that of a pending IRP is ever asked. And a release store is enough:
    // nothing is read after it, and whoever gives the IRP to a call next claims it by a fence.
    WORD.setRelease(this, word(ticket(), IDLE));
  }

  /**
   * Asks for a pending request to be withdrawn. If that is still possible, it is completed with
   * {@link NtStatus#STATUS_CANCELLED}, on the socket's event loop; if not, it completes as it would
   * have.
   *
   * <p>C: {@code IoCancelIrp}. May be called from any thread.
   *
   * @return false if the request was not pending (never given, or completed already): nothing is
   *     done
   */
  public boolean cancel() {
    int current;
    IrpOperation target;
    // The word is read on both sides of the operation: if it stands still, they belong together.
    do {
      current = word;
      target = operation;
      // Keeps the plain read above the second read of the word on machines that would let it sink.
      VarHandle.acquireFence();
      if (stateOf(current) != PENDING) {
        return false;
      }
    } while (current != word || target == null);
    target.cancelRequested(this, ticketOf(current));
    return true;
  }

  /**
   * How the request ended. C: {@code Irp->IoStatus.Status}.
   *
   * @return the status; {@link NtStatus#STATUS_PENDING} while it is pending
   */
  public NtStatus status() {
    return state() == PENDING ? NtStatus.STATUS_PENDING : status;
  }

  /**
   * What the request moved, mostly bytes. C: {@code Irp->IoStatus.Information}.
   *
   * @return the count, 0 unless the function says otherwise
   */
  public long information() {
    return information;
  }

  /**
   * The object that the request produced. C: the pointer in {@code Irp->IoStatus.Information}.
   *
   * @return the object; null before completion, after a failure, and for functions that produce
   *     none
   */
  public @Nullable T result() {
    return result;
  }

  /**
   * Status and information as one value.
   *
   * @return a snapshot
   */
  public IoStatus ioStatus() {
    return new IoStatus(status(), information);
  }

  /**
   * Whether the request has been completed and its routines have run.
   *
   * @return true from then on, until {@link #reuse()}
   */
  public boolean isCompleted() {
    return state() == COMPLETED;
  }

  /**
   * Whether a provider owns the IRP.
   *
   * @return true from the moment that a function took it until it is completed
   */
  public boolean isPending() {
    return state() == PENDING;
  }

  /**
   * Waits until the request has been completed. C: {@code KeWaitForSingleObject} on an event that
   * the completion routine sets.
   *
   * @return the final status
   * @throws InterruptedException if the waiting thread is interrupted; the request goes on
   * @throws IllegalStateException on a provider thread
   */
  public NtStatus await() throws InterruptedException {
    ProviderThread.refuseToBlock("Irp.await");
    try {
      return stage().get().status();
    } catch (ExecutionException e) {
      throw new AssertionError("an IRP's stage never fails", e);
    }
  }

  /**
   * Waits until the request has been completed, but not for ever.
   *
   * @param limit how long to wait at most
   * @return true if it has been completed, false if the limit has passed and the request goes on
   * @throws InterruptedException if the waiting thread is interrupted; the request goes on
   * @throws IllegalStateException on a provider thread
   */
  public boolean await(Duration limit) throws InterruptedException {
    ProviderThread.refuseToBlock("Irp.await");
    try {
      stage().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("an IRP's stage never fails", e);
    }
  }

  /**
   * The completion as a stage. It completes after the completion routines have run, on the same
   * thread, and always normally: failures are in the status. Dependent stages are subject to the
   * same rule as completion routines: they must not block. The futures that they can be turned into
   * refuse to wait on a provider thread.
   *
   * @return a stage of its own for the current request, or for the next one if the IRP is idle;
   *     completing it has no effect on the request
   */
  public CompletionStage<IoStatus> toCompletionStage() {
    return stage().copy();
  }

  /**
   * Lets completion go on to the next higher owner, after a routine has stopped it with {@link
   * NtStatus#STATUS_MORE_PROCESSING_REQUIRED}. C: a second {@code IoCompleteRequest}.
   *
   * @throws IllegalStateException if the IRP is not completed, or no higher owner is left
   */
  public void resumeCompletion() {
    // Completing too: the routine may have handed the IRP to a thread that is faster than its
    // return.
    int current = state();
    if ((current != COMPLETED && current != COMPLETING) || location == 0) {
      throw new IllegalStateException(
          "resumeCompletion needs a completed IRP with a higher owner; " + this);
    }
    location--;
    runRoutines();
  }

  @Override
  public String toString() {
    IrpOperation target = operation;
    String name = target == null ? "none" : target.name();
    return switch (state()) {
      case IDLE -> "Irp[idle]";
      case CLAIMED, PENDING -> "Irp[pending: " + name + "]";
      default -> "Irp[completed: " + name + ", " + status + ", " + information + "]";
    };
  }

  // ---- what IoManager does for the provider ----------------------------------------------------

  boolean begin(IrpOperation newOperation) {
    int idle = word;
    int next = ticketOf(idle) + 1;
    // The claim comes first, as a state that nobody else acts on: of two calls racing for an idle
    // IRP the loser must not have touched the winner's fields. A release store then publishes them:
    // cancel() reads the word before the operation, and whoever completes the IRP got it from this
    // thread.
    if (stateOf(idle) != IDLE || !WORD.compareAndSet(this, idle, word(next, CLAIMED))) {
      // The field is another's by now: good enough for a report, and for nothing else.
      newOperation.irpRefused(this, operation);
      return false;
    }
    // Mostly it is that of last time: a reference that is not stored is one that the collector need
    // not be told of.
    if (operation != newOperation) {
      operation = newOperation;
    }
    WORD.setRelease(this, word(next, PENDING));
    return true;
  }

  boolean complete(NtStatus newStatus, long newInformation, @Nullable T newResult) {
    int pending = word;
    if (stateOf(pending) != PENDING
        || !WORD.compareAndSet(this, pending, word(ticketOf(pending), COMPLETING))) {
      return false;
    }
    status = newStatus;
    information = newInformation;
    result = newResult;
    CompletionStack.run(this);
    return true;
  }

  /** Runs the routines, then publishes the completion unless one of them took the IRP away. */
  void finish() {
    int completing = word;
    NtStatus finalStatus = status;
    long finalInformation = information;
    runRoutines();
    // A routine that reused the IRP has moved the word on: it is no longer ours.
    if (WORD.compareAndSet(this, completing, word(ticketOf(completing), COMPLETED))) {
      // Dekker with stage(): we write the word, then read the stage; a waiter writes the stage,
      // then reads the word. Both are volatile, so one of the two sees the other. Between our two
      // steps the IRP may have been reused and awaited again: that stage has another ticket and is
      // left alone.
      Stage waiting = stage;
      if (waiting != null && waiting.ticket == ticketOf(completing)) {
        waiting.complete(new IoStatus(finalStatus, finalInformation));
      }
    }
  }

  int ticket() {
    return ticketOf(word);
  }

  int state() {
    return stateOf(word);
  }

  boolean isPending(int ticket) {
    return word == word(ticket, PENDING);
  }

  private static int word(int ticket, int state) {
    return ticket << STATE_BITS | state;
  }

  private static int ticketOf(int word) {
    return word >>> STATE_BITS;
  }

  private static int stateOf(int word) {
    return word & STATE_MASK;
  }

  @Nullable Object driverContext() {
    return driverContext;
  }

  void setDriverContext(@Nullable Object newContext) {
    driverContext = newContext;
  }

  private void runRoutines() {
    int began = ticket();
    while (true) {
      NtStatus answer = locationAt(location).run(this, outcome(), operation);
      int now = word;
      boolean taken = ticketOf(now) != began || stateOf(now) == IDLE;
      if (taken || answer == NtStatus.STATUS_MORE_PROCESSING_REQUIRED || location == 0) {
        return;
      }
      location--;
    }
  }

  private int outcome() {
    if (status.isSuccess()) {
      return ON_SUCCESS;
    }
    return status == NtStatus.STATUS_CANCELLED ? ON_CANCEL : ON_ERROR;
  }

  private Stage stage() {
    Stage current = stage;
    if (current == null) {
      int now = word;
      Stage fresh = new Stage(stateOf(now) == IDLE ? ticketOf(now) + 1 : ticketOf(now));
      current = STAGE.compareAndSet(this, null, fresh) ? fresh : stage;
      if (current == null) {
        throw new IllegalStateException("the IRP was reused by another thread meanwhile");
      }
    }
    int now = word;
    if (stateOf(now) == COMPLETED && ticketOf(now) == current.ticket) {
      current.complete(new IoStatus(status, information));
    }
    return current;
  }

  /**
   * Those who wait for a request that has been completed hear of it, even if its routine reuses the
   * IRP.
   */
  private void letGoOfStage() {
    int now = word;
    Stage waiting = stage;
    if (waiting != null && stateOf(now) != IDLE) {
      stage = null;
      if (waiting.ticket == ticketOf(now)) {
        waiting.complete(new IoStatus(status, information));
      }
    }
  }

  private IoStackLocation locationAt(int index) {
    return index == 0 || lower == null ? this : lower.get(index - 1);
  }

  private void requireNotPending(String call) {
    if (state() == PENDING) {
      throw new IllegalStateException(call + " on an IRP that its provider owns: " + this);
    }
  }

  /** The completion of one request, for those who wait. */
  private static final class Stage extends CompletionFuture<IoStatus> {
    private final int ticket;

    Stage(int ticket) {
      this.ticket = ticket;
    }
  }
}
