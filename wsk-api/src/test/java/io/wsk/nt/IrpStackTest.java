package io.wsk.nt;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Completion routines: for which outcomes, in which order, and how they stop and go on. */
class IrpStackTest {
  private final List<String> calls = new ArrayList<>();

  private IoCompletionRoutine<String> answering(NtStatus answer) {
    return TestRoutines.recording(calls, answer);
  }

  private void run(Irp<?> irp, NtStatus status) {
    TestOperation.begin(irp);
    TestOperation.complete(irp, status, 0);
  }

  @Test
  void runsARoutineForTheOutcomesItAskedFor() {
    NtStatus[] outcomes = {STATUS_SUCCESS, STATUS_INVALID_PARAMETER, STATUS_CANCELLED};
    for (int wanted = 0; wanted < 8; wanted++) {
      for (int outcome = 0; outcome < 3; outcome++) {
        calls.clear();
        Irp<Void> irp = Irp.allocate();
        irp.setCompletionRoutine(
            answering(STATUS_SUCCESS),
            "r",
            (wanted & 1) != 0,
            (wanted & 2) != 0,
            (wanted & 4) != 0);
        run(irp, outcomes[outcome]);
        assertThat(calls).hasSize((wanted >> outcome) & 1);
      }
    }
  }

  @Test
  void runsTheLowestOwnersRoutineFirst() {
    run(stackOfThree(STATUS_SUCCESS), STATUS_SUCCESS);
    assertThat(calls).containsExactly("low", "middle", "top");
  }

  @Test
  void skipsAnOwnerWithoutARoutine() {
    Irp<Void> irp = Irp.allocate(3);
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "top", true, true, true);
    irp.setNextStackLocation();
    irp.setNextStackLocation();
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "low", true, true, true);
    run(irp, STATUS_SUCCESS);
    assertThat(calls).containsExactly("low", "top");
  }

  private Irp<Void> stackOfThree(NtStatus middleAnswer) {
    Irp<Void> irp = Irp.allocate(3);
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "top", true, true, true);
    irp.setNextStackLocation();
    irp.setCompletionRoutine(answering(middleAnswer), "middle", true, true, true);
    irp.setNextStackLocation();
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "low", true, true, true);
    return irp;
  }

  @Test
  void stopsAtMoreProcessingRequiredAndGoesOnWhenResumed() {
    Irp<Void> irp = stackOfThree(STATUS_MORE_PROCESSING_REQUIRED);
    run(irp, STATUS_SUCCESS);
    assertThat(calls).containsExactly("low", "middle");
    irp.resumeCompletion();
    assertThat(calls).containsExactly("low", "middle", "top");
    assertThatThrownBy(irp::resumeCompletion).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void canBeResumedByAnotherThreadBeforeTheRoutineHasReturned() {
    Irp<Void> irp = Irp.allocate(2);
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "top", true, true, true);
    irp.setNextStackLocation();
    irp.setCompletionRoutine(
        (completed, context) -> {
          // A worker that got the IRP from the routine does not know when the routine returns.
          Thread worker = new Thread(completed::resumeCompletion);
          worker.setUncaughtExceptionHandler((thread, cause) -> refusal.set(cause));
          worker.start();
          joined(worker);
          return STATUS_MORE_PROCESSING_REQUIRED;
        },
        "low",
        true,
        true,
        true);
    run(irp, STATUS_SUCCESS);
    assertThat(refusal.get()).isNull();
    assertThat(calls).containsExactly("top");
    assertThat(irp.isCompleted()).isTrue();
  }

  private static void joined(Thread worker) {
    try {
      worker.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hasNoMoreLocationsThanWereAllocated() {
    assertThatThrownBy(() -> Irp.allocate(0)).isInstanceOf(IllegalArgumentException.class);
    Irp<Void> irp = Irp.allocate();
    assertThatThrownBy(irp::setNextStackLocation).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(irp::resumeCompletion).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void forgetsTheRoutinesOfAllLocationsWhenReused() {
    Irp<Void> irp = stackOfThree(STATUS_SUCCESS);
    run(irp, STATUS_SUCCESS);
    calls.clear();
    irp.reuse();
    irp.setNextStackLocation();
    irp.setNextStackLocation();
    run(irp, STATUS_SUCCESS);
    assertThat(calls).isEmpty();
  }

  @Test
  void replacesARoutineOfTheSameOwner() {
    Irp<Void> irp = Irp.allocate();
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "first", true, true, true);
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "second", true, true, true);
    run(irp, STATUS_SUCCESS);
    assertThat(calls).containsExactly("second");
  }

  @Test
  void mayBeReusedAndGivenAwayByItsRoutine() {
    Irp<Void> irp = Irp.allocate();
    irp.setCompletionRoutine(
        (completed, context) -> {
          calls.add(context);
          completed.reuse();
          TestOperation.begin(completed);
          return STATUS_MORE_PROCESSING_REQUIRED;
        },
        "again",
        true,
        true,
        true);
    run(irp, STATUS_SUCCESS);
    assertThat(irp.isPending()).isTrue();
    TestOperation.complete(irp, STATUS_CANCELLED, 4);
    assertThat(calls).containsExactly("again");
    assertThat(irp.ioStatus()).isEqualTo(new IoStatus(STATUS_CANCELLED, 4));
  }

  @Test
  void survivesARoutineThatThrows() {
    Irp<Void> irp = Irp.allocate(2);
    irp.setCompletionRoutine(answering(STATUS_SUCCESS), "top", true, true, true);
    irp.setNextStackLocation();
    Error failure = new AssertionError("thrown by a routine");
    irp.setCompletionRoutine(
        (completed, context) -> {
          throw failure;
        },
        "low",
        true,
        true,
        true);
    TestOperation operation = TestOperation.begin(irp);
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
    assertThat(operation.thrown).containsExactly(failure);
    assertThat(calls).containsExactly("top");
    assertThat(irp.isCompleted()).isTrue();
  }

  @Test
  void runsTheShortFormsForEveryOutcome() {
    for (NtStatus status : List.of(STATUS_SUCCESS, STATUS_INVALID_PARAMETER, STATUS_CANCELLED)) {
      List<NtStatus> seen = new ArrayList<>();
      Irp<Void> withRunnable = Irp.onCompletion(() -> seen.add(status));
      run(withRunnable, status);
      Irp<Void> withConsumer = Irp.onCompletion(irp -> seen.add(irp.status()));
      run(withConsumer, status);
      assertThat(seen).containsExactly(status, status);
    }
  }
}
