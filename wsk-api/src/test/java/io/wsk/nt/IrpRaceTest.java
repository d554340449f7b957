package io.wsk.nt;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IrpRaceTest {
  private static final int ROUNDS = 5_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(3);

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Runs two actions at the same time, many times over; counts how often each said true. */
  private int[] race(int rounds, Callable<Boolean> first, Callable<Boolean> second, Runnable check)
      throws Exception {
    CyclicBarrier begin = new CyclicBarrier(2);
    int[] wins = new int[2];
    for (int i = 0; i < rounds; i++) {
      Future<Boolean> one = threads.submit(() -> atTheBarrier(begin, first));
      Future<Boolean> two = threads.submit(() -> atTheBarrier(begin, second));
      wins[0] += one.get() ? 1 : 0;
      wins[1] += two.get() ? 1 : 0;
      check.run();
    }
    return wins;
  }

  private static boolean atTheBarrier(CyclicBarrier barrier, Callable<Boolean> action)
      throws Exception {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      throw new AssertionError(e);
    }
    return action.call();
  }

  @Test
  void oneOfTwoRacingCompletersWins() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Irp<Void> irp = Irp.allocate();
    Runnable prepare =
        () -> {
          irp.setCompletionRoutine(
              (completed, count) -> {
                count.incrementAndGet();
                return STATUS_SUCCESS;
              },
              runs,
              true,
              true,
              true);
          TestOperation.begin(irp);
        };
    prepare.run();
    int[] wins =
        race(
            ROUNDS,
            () -> IoManager.complete(irp, STATUS_SUCCESS, 11),
            () -> IoManager.complete(irp, STATUS_CANCELLED, 22),
            () -> {
              long expected = irp.status() == STATUS_SUCCESS ? 11 : 22;
              assertThat(irp.information()).isEqualTo(expected);
              irp.reuse();
              prepare.run();
            });
    assertThat(wins[0] + wins[1]).isEqualTo(ROUNDS);
    assertThat(runs).hasValue(ROUNDS);
  }

  @Test
  void oneOfTwoRacingCallsTakesTheIrp() throws Exception {
    Irp<Void> irp = Irp.allocate();
    int[] wins =
        race(
            ROUNDS,
            () -> IoManager.begin(irp, new TestOperation()),
            () -> IoManager.begin(irp, new TestOperation()),
            () -> {
              TestOperation.complete(irp, STATUS_SUCCESS, 0);
              irp.reuse();
            });
    assertThat(wins[0] + wins[1]).isEqualTo(ROUNDS);
  }

  @Test
  void cancelNeverHitsALaterRequestOfTheSameIrp() throws Exception {
    List<String> mismatches = new ArrayList<>();
    Irp<Void> irp = Irp.allocate();
    Runnable begin =
        () -> {
          int expected = IoManager.ticket(irp) + 1;
          assertThat(IoManager.begin(irp, new CheckedOperation(expected, mismatches))).isTrue();
        };
    begin.run();
    int[] wins =
        race(
            ROUNDS,
            () -> {
              TestOperation.complete(irp, STATUS_SUCCESS, 0);
              irp.reuse();
              begin.run();
              return true;
            },
            irp::cancel,
            () -> assertThat(mismatches).isEmpty());
    assertThat(wins[0]).isEqualTo(ROUNDS);
  }

  private record CheckedOperation(int expected, List<String> mismatches) implements IrpOperation {
    @Override
    public String name() {
      return "WskTest";
    }

    @Override
    public void cancelRequested(Irp<?> irp, int ticket) {
      if (ticket != expected) {
        mismatches.add("cancel of request " + ticket + " given to request " + expected);
      }
    }

    @Override
    public void completionRoutineThrew(Irp<?> irp, Throwable cause) {}
  }

  /**
   * The one who waits for a request may give the IRP away at once, while the completer is still on
   * its way out of the completion: it must not touch the stage of the next request.
   */
  @Test
  void awaitOfTheNextRequestIsNotEndedByTheCompletionOfTheLast() throws Exception {
    LinkedTransferQueue<Irp<Void>> pending = new LinkedTransferQueue<>();
    Future<?> completer =
        threads.submit(
            () -> {
              for (long i = 1; i <= 100_000; i++) {
                TestOperation.complete(pending.take(), STATUS_SUCCESS, i);
              }
              return null;
            });
    Irp<Void> irp = Irp.allocate();
    for (long i = 1; i <= 100_000; i++) {
      TestOperation.begin(irp);
      pending.add(irp);
      assertThat(irp.await(Duration.ofSeconds(20))).isTrue();
      assertThat(irp.isCompleted()).as("request %s was awaited but not completed", i).isTrue();
      assertThat(irp.information()).isEqualTo(i);
      irp.reuse();
    }
    completer.get();
  }
}
