package io.wsk.nt;

import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompletionStackTest {
  private static final int CHAIN = 200_000;

  private int left = CHAIN;
  private int deepest;

  private void startNext(Irp<?> irp) {
    irp.reuse();
    irp.setCompletionRoutine(
        (completed, test) -> {
          if (--left == 0) {
            return STATUS_SUCCESS;
          }
          if (left % 1000 == 0) {
            deepest = Math.max(deepest, new Throwable().getStackTrace().length);
          }
          startNext(completed);
          return STATUS_MORE_PROCESSING_REQUIRED;
        },
        this,
        true,
        true,
        true);
    TestOperation.begin(irp);
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
  }

  @Test
  void keepsTheStackBoundedHoweverLongTheChain() {
    Irp<Void> irp = Irp.allocate();
    startNext(irp);
    // Still before the outermost completion has returned, nothing is left over.
    assertThat(left).isZero();
    assertThat(irp.isCompleted()).isTrue();
    assertThat(deepest).isBetween(1, 300);
  }

  @Test
  void runsEveryCompletionOfAWideAndDeepTreeOnce() {
    AtomicInteger runs = new AtomicInteger();
    grow(runs, 12);
    assertThat(runs).hasValue((1 << 13) - 1);
  }

  private static void grow(AtomicInteger runs, int levels) {
    Irp<Void> irp =
        Irp.onCompletion(
            () -> {
              runs.incrementAndGet();
              if (levels > 0) {
                grow(runs, levels - 1);
                grow(runs, levels - 1);
              }
            });
    TestOperation.begin(irp);
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
  }

  @Test
  void goesOnAfterADeepRoutineHasThrown() {
    List<Irp<Void>> made = new ArrayList<>();
    throwAtTheEnd(made, 20);
    assertThat(made).hasSize(21).allSatisfy(irp -> assertThat(irp.isCompleted()).isTrue());
    AtomicInteger runs = new AtomicInteger();
    grow(runs, 3);
    assertThat(runs).hasValue(15);
  }

  private static void throwAtTheEnd(List<Irp<Void>> made, int levels) {
    Irp<Void> irp =
        Irp.onCompletion(
            () -> {
              if (levels == 0) {
                throw new IllegalArgumentException("thrown by a routine");
              }
              throwAtTheEnd(made, levels - 1);
            });
    made.add(irp);
    TestOperation.begin(irp);
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
  }
}
