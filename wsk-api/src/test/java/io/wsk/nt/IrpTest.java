package io.wsk.nt;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IrpTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void goesFromIdleOverPendingToCompleted() {
    Irp<String> irp = Irp.allocate();
    assertThat(irp.isPending()).isFalse();
    assertThat(irp.isCompleted()).isFalse();
    assertThat(irp).hasToString("Irp[idle]");

    TestOperation.begin(irp);
    assertThat(irp.isPending()).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_PENDING);
    assertThat(irp).hasToString("Irp[pending: WskTest]");

    TestOperation.complete(irp, STATUS_CONNECTION_RESET, 7);
    assertThat(irp.isCompleted()).isTrue();
    assertThat(irp.isPending()).isFalse();
    assertThat(irp.ioStatus()).isEqualTo(new IoStatus(STATUS_CONNECTION_RESET, 7));
    assertThat(irp.result()).isNull();
  }

  @Test
  void handsTheResultOut() {
    Irp<String> irp = Irp.allocate();
    TestOperation.begin(irp);
    assertThat(IoManager.completeWith(irp, "socket")).isTrue();
    assertThat(irp.result()).isEqualTo("socket");
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  void theShortFormOfARoutineRunsForEveryOutcome() {
    List<NtStatus> seen = new ArrayList<>();
    for (NtStatus status : List.of(STATUS_SUCCESS, STATUS_CONNECTION_RESET, STATUS_CANCELLED)) {
      Irp<Void> irp = Irp.allocate();
      irp.setCompletionRoutine(
          (completed, context) -> {
            context.add(completed.status());
            return STATUS_SUCCESS;
          },
          seen);
      TestOperation.begin(irp);
      TestOperation.complete(irp, status, 0);
    }
    assertThat(seen).containsExactly(STATUS_SUCCESS, STATUS_CONNECTION_RESET, STATUS_CANCELLED);
  }

  @Test
  void isTakenOnceOnly() {
    Irp<Void> irp = Irp.allocate();
    TestOperation.begin(irp);
    int ticket = IoManager.ticket(irp);
    assertThat(IoManager.begin(irp, new TestOperation())).isFalse();
    assertThat(IoManager.isPending(irp, ticket)).isTrue();
    TestOperation.complete(irp, STATUS_SUCCESS, 3);
    assertThat(IoManager.begin(irp, new TestOperation())).isFalse();
    assertThat(irp.information()).isEqualTo(3);
  }

  @Test
  void isCompletedOnceOnly() {
    Irp<Void> irp = Irp.allocate();
    assertThat(IoManager.complete(irp, STATUS_SUCCESS, 1)).isFalse();
    TestOperation.begin(irp);
    TestOperation.complete(irp, STATUS_SUCCESS, 2);
    assertThat(IoManager.complete(irp, STATUS_CANCELLED, 0)).isFalse();
    assertThat(irp.ioStatus()).isEqualTo(new IoStatus(STATUS_SUCCESS, 2));
  }

  @Test
  void isAsNewAfterReuse() {
    Irp<String> irp = Irp.allocate();
    List<String> calls = new ArrayList<>();
    irp.setCompletionRoutine(
        TestRoutines.recording(calls, STATUS_SUCCESS), "old", true, true, true);
    TestOperation.begin(irp);
    assertThat(IoManager.completeWith(irp, "result")).isTrue();
    int ticket = IoManager.ticket(irp);

    irp.reuse();
    assertThat(irp.isCompleted()).isFalse();
    assertThat(irp.result()).isNull();
    assertThat(irp.ioStatus()).isEqualTo(new IoStatus(STATUS_SUCCESS, 0));
    TestOperation.begin(irp);
    assertThat(IoManager.isPending(irp, ticket)).isFalse();
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
    assertThat(calls).containsExactly("old");
  }

  @Test
  void keepsTheProvidersContextOverReuse() {
    Irp<Void> irp = Irp.allocate();
    assertThat(IoManager.driverContext(irp)).isNull();
    TestOperation.begin(irp);
    IoManager.setDriverContext(irp, "mine");
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
    irp.reuse();
    assertThat(IoManager.driverContext(irp)).isEqualTo("mine");
  }

  @Test
  void refusesChangesWhilePending() {
    Irp<Void> irp = Irp.allocate(2);
    TestOperation.begin(irp);
    assertThatThrownBy(irp::reuse).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(irp::setNextStackLocation).isInstanceOf(IllegalStateException.class);
    IoCompletionRoutine<String> routine = (i, c) -> STATUS_SUCCESS;
    assertThatThrownBy(() -> irp.setCompletionRoutine(routine, "", true, true, true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("WskTest");
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
  }

  @Test
  void passesCancelOnWithTheTicketOfTheRequest() {
    Irp<Void> irp = Irp.allocate();
    assertThat(irp.cancel()).isFalse();
    TestOperation operation = TestOperation.begin(irp);
    assertThat(irp.cancel()).isTrue();
    assertThat(operation.cancelled).containsExactly(IoManager.ticket(irp));
    assertThat(irp.isPending()).isTrue();
    TestOperation.complete(irp, STATUS_CANCELLED, 0);
    assertThat(irp.cancel()).isFalse();
    assertThat(operation.cancelled).hasSize(1);
  }

  @Test
  void canBeAwaitedWithAndWithoutALimit() throws Exception {
    Irp<Void> irp = Irp.allocate();
    TestOperation.begin(irp);
    assertThat(irp.await(Duration.ofMillis(1))).isFalse();
    CompletableFuture<NtStatus> waiting = awaitElsewhere(irp);
    TestOperation.complete(irp, STATUS_CONNECTION_RESET, 0);
    assertThat(waiting.get()).isEqualTo(STATUS_CONNECTION_RESET);
    assertThat(irp.await(LIMIT)).isTrue();
    assertThat(irp.await()).isEqualTo(STATUS_CONNECTION_RESET);
  }

  private static CompletableFuture<NtStatus> awaitElsewhere(Irp<?> irp) {
    CompletableFuture<NtStatus> result = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                result.complete(irp.await());
              } catch (InterruptedException e) {
                result.completeExceptionally(e);
              }
            })
        .start();
    return result;
  }

  @Test
  void completesItsStageAfterTheRoutinesAndOnTheirThread() {
    Irp<Void> irp = Irp.allocate();
    List<String> order = new ArrayList<>();
    irp.setCompletionRoutine(
        TestRoutines.recording(order, STATUS_SUCCESS), "routine", true, true, true);
    AtomicReference<IoStatus> seen = new AtomicReference<>();
    // Asked for before the request is made: it stands for the next one.
    var unused =
        irp.toCompletionStage()
            .thenAccept(
                status -> {
                  order.add("stage on " + Thread.currentThread().getName());
                  seen.set(status);
                });
    TestOperation.begin(irp);
    TestOperation.complete(irp, STATUS_CANCELLED, 5);
    assertThat(order).containsExactly("routine", "stage on " + Thread.currentThread().getName());
    assertThat(seen.get()).isEqualTo(new IoStatus(STATUS_CANCELLED, 5));
  }

  @Test
  void givesACompletedStageAfterTheFact() {
    Irp<Void> irp = Irp.allocate();
    TestOperation.begin(irp);
    TestOperation.complete(irp, STATUS_SUCCESS, 9);
    AtomicReference<IoStatus> seen = new AtomicReference<>();
    var unused = irp.toCompletionStage().thenAccept(seen::set);
    assertThat(seen.get()).isEqualTo(new IoStatus(STATUS_SUCCESS, 9));
  }

  @Test
  void refusesToBeAwaitedOnAProviderThread() throws Exception {
    Irp<Void> irp = Irp.allocate();
    TestOperation.begin(irp);
    List<Throwable> refusals = new ArrayList<>();
    Thread loop = new ProviderTestThread(() -> collectRefusals(irp, refusals));
    loop.start();
    loop.join();
    assertThat(refusals)
        .hasSize(2)
        .allSatisfy(
            e ->
                assertThat(e)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Irp.await")
                    .hasMessageContaining("test-loop"));
    TestOperation.complete(irp, STATUS_SUCCESS, 0);
  }

  private static void collectRefusals(Irp<?> irp, List<Throwable> refusals) {
    try {
      refusals.add(new AssertionError("awaited: " + irp.await()));
    } catch (InterruptedException | IllegalStateException e) {
      refusals.add(e);
    }
    try {
      refusals.add(new AssertionError("awaited: " + irp.await(LIMIT)));
    } catch (InterruptedException | IllegalStateException e) {
      refusals.add(e);
    }
  }

  private static final class ProviderTestThread extends Thread implements ProviderThread {
    ProviderTestThread(Runnable task) {
      super(task, "test-loop");
    }
  }
}
