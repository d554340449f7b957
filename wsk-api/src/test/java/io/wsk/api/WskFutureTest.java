package io.wsk.api;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_REFUSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WskFutureTest {
  /** The far side of the calls below: completes them with cancelled when asked to. */
  private static final IrpOperation OPERATION =
      new IrpOperation() {
        @Override
        public String name() {
          return "WskTest";
        }

        @Override
        public void cancelRequested(Irp<?> irp, int ticket) {
          complete(irp, STATUS_CANCELLED, 0);
        }

        @Override
        public void completionRoutineThrew(Irp<?> irp, Throwable cause) {
          throw new AssertionError(cause);
        }
      };

  private final AtomicReference<Irp<?>> taken = new AtomicReference<>();

  private NtStatus pend(Irp<?> irp) {
    assertThat(IoManager.begin(irp, OPERATION)).isTrue();
    taken.set(irp);
    return STATUS_PENDING;
  }

  private NtStatus completeAtOnce(Irp<?> irp, NtStatus status, long information) {
    assertThat(IoManager.begin(irp, OPERATION)).isTrue();
    complete(irp, status, information);
    return status;
  }

  private static void complete(Irp<?> irp, NtStatus status, long information) {
    assertThat(IoManager.complete(irp, status, information)).isTrue();
  }

  @Test
  void givesTheInformationOfACallThatPended() throws Exception {
    WskFuture<Long> future = WskFuture.ofInformation("WskSend", this::pend);
    assertThat(future.status()).isEqualTo(STATUS_PENDING);
    complete(taken.get(), STATUS_SUCCESS, 42);
    assertThat(future.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(future.await()).isEqualTo(42);
    assertThat(future.await(Duration.ofSeconds(20))).isEqualTo(42);
  }

  @Test
  void givesTheResultOfACallThatCompletedAtOnce() throws Exception {
    WskFuture<String> future =
        WskFuture.<CharSequence, String>ofResult(
            "WskSocket",
            String.class,
            irp -> {
              assertThat(IoManager.begin(irp, OPERATION)).isTrue();
              assertThat(IoManager.completeWith(irp, "socket")).isTrue();
              return STATUS_SUCCESS;
            });
    assertThat(future.await()).isEqualTo("socket");
  }

  @Test
  void readsTheOutParameterAfterSuccessOnly() throws Exception {
    WskFuture<String> done =
        WskFuture.ofOut("WskGet", irp -> completeAtOnce(irp, STATUS_SUCCESS, 0), () -> "out");
    assertThat(done.await()).isEqualTo("out");
    WskFuture<String> failed =
        WskFuture.ofOut(
            "WskGet",
            irp -> completeAtOnce(irp, STATUS_CONNECTION_REFUSED, 0),
            () -> {
              throw new AssertionError("read after a failure");
            });
    assertFailsWith(failed, STATUS_CONNECTION_REFUSED);
  }

  @Test
  void failsWithTheStatusOfTheOperation() {
    WskFuture<Void> future =
        WskFuture.ofStatus("WskBind", irp -> completeAtOnce(irp, STATUS_CONNECTION_REFUSED, 0));
    assertFailsWith(future, STATUS_CONNECTION_REFUSED);
    assertThatThrownBy(future::await).hasMessageContaining("WskBind");
  }

  @Test
  void failsWhenTheCallWasRefusedWithoutTouchingTheIrp() {
    WskFuture<Void> future = WskFuture.ofStatus("WskSocket", irp -> STATUS_INVALID_HANDLE);
    assertFailsWith(future, STATUS_INVALID_HANDLE);
    assertThat(future.cancel()).isFalse();
    assertThat(causeOf(future.toCompletionStage()).status()).isEqualTo(STATUS_INVALID_HANDLE);
  }

  private static void assertFailsWith(WskFuture<?> future, NtStatus status) {
    assertThat(future.status()).isEqualTo(status);
    assertThatThrownBy(future::await)
        .isInstanceOfSatisfying(
            NtStatusException.class, e -> assertThat(e.status()).isEqualTo(status));
    assertThatThrownBy(() -> future.await(Duration.ofSeconds(20)))
        .isInstanceOf(NtStatusException.class);
  }

  @Test
  void throwsWhenTheLimitPassesAndCanBeAwaitedAgain() throws Exception {
    WskFuture<Long> future = WskFuture.ofInformation("WskReceive", this::pend);
    assertThatThrownBy(() -> future.await(Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("WskReceive");
    complete(taken.get(), STATUS_SUCCESS, 1);
    assertThat(future.await()).isEqualTo(1);
  }

  @Test
  void canBeCancelled() {
    WskFuture<Long> future = WskFuture.ofInformation("WskReceive", this::pend);
    assertThat(future.cancel()).isTrue();
    assertFailsWith(future, STATUS_CANCELLED);
    assertThat(future.cancel()).isFalse();
  }

  @Test
  void isSeenAsAStage() {
    WskFuture<Long> future = WskFuture.ofInformation("WskSend", this::pend);
    AtomicReference<Long> seen = new AtomicReference<>();
    var unused = future.toCompletionStage().thenAccept(seen::set);
    assertThat(seen.get()).isNull();
    complete(taken.get(), STATUS_SUCCESS, 6);
    assertThat(seen.get()).isEqualTo(6);
  }

  @Test
  void failsItsStageWithTheStatus() {
    WskFuture<Long> future = WskFuture.ofInformation("WskSend", this::pend);
    CompletionStage<Long> stage = future.toCompletionStage();
    complete(taken.get(), STATUS_CONNECTION_REFUSED, 0);
    assertThat(causeOf(stage).status()).isEqualTo(STATUS_CONNECTION_REFUSED);
  }

  // What a stage throws may come wrapped, as everywhere in java.util.concurrent.
  private static NtStatusException causeOf(CompletionStage<?> stage) {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    var unused = stage.whenComplete((value, cause) -> seen.set(cause));
    Throwable cause = seen.get();
    assertThat(cause).isNotNull();
    return (NtStatusException) (cause instanceof CompletionException ? cause.getCause() : cause);
  }
}
