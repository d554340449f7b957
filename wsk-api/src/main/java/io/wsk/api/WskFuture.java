package io.wsk.api;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import io.wsk.nt.ProviderThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of the short form of a function: an IRP that was made for the call, with the result in
 * the type the function gives.
 *
 * @param <T> what the function gives; {@link Void} if only success matters
 */
public final class WskFuture<T> {
  private final String operation;
  private final Irp<?> irp;
  private final @Nullable NtStatus refused;
  private final Function<? super Irp<?>, ? extends @Nullable T> reader;

  private <R> WskFuture(
      String operation,
      Irp<R> irp,
      Function<? super Irp<R>, NtStatus> call,
      Function<? super Irp<?>, ? extends @Nullable T> reader) {
    this.operation = operation;
    this.irp = irp;
    this.reader = reader;
    NtStatus returned = call.apply(irp);
    // Neither pending nor completed: the function refused the call and left the IRP alone.
    boolean untouched = returned != NtStatus.STATUS_PENDING && !irp.isPending();
    this.refused = untouched && !returned.isSuccess() ? returned : null;
  }

  /**
   * Makes a call whose result is an object.
   *
   * @param operation the C name of the function, for messages
   * @param type the type of the object
   * @param call gives the IRP to the C form
   * @param <R> the type that the C form promises
   * @param <T> the type that this call is known to give
   * @return the future
   */
  public static <R, T extends R> WskFuture<T> ofResult(
      String operation, Class<T> type, Function<? super Irp<R>, NtStatus> call) {
    return new WskFuture<>(operation, Irp.allocate(), call, irp -> type.cast(irp.result()));
  }

  /**
   * Makes a call whose result is a count.
   *
   * @param operation the C name of the function, for messages
   * @param call gives the IRP to the C form
   * @return the future of the IRP's information
   */
  public static WskFuture<Long> ofInformation(
      String operation, Function<? super Irp<Void>, NtStatus> call) {
    return new WskFuture<>(operation, Irp.allocate(), call, Irp::information);
  }

  /**
   * Makes a call that gives nothing but its status.
   *
   * @param operation the C name of the function, for messages
   * @param call gives the IRP to the C form
   * @return the future; its value is null
   */
  public static WskFuture<Void> ofStatus(
      String operation, Function<? super Irp<Void>, NtStatus> call) {
    return new WskFuture<>(operation, Irp.<Void>allocate(), call, irp -> null);
  }

  /**
   * Makes a call whose result is found in an out parameter.
   *
   * @param operation the C name of the function, for messages
   * @param call gives the IRP to the C form
   * @param out reads the out parameter; called after success only
   * @param <T> the type of the out parameter
   * @return the future
   */
  public static <T> WskFuture<T> ofOut(
      String operation,
      Function<? super Irp<Void>, NtStatus> call,
      java.util.function.Supplier<? extends @Nullable T> out) {
    return new WskFuture<>(operation, Irp.<Void>allocate(), call, irp -> out.get());
  }

  /**
   * Waits for the result.
   *
   * @return the result; null for {@link Void}
   * @throws NtStatusException if the operation failed, with its status
   * @throws InterruptedException if the waiting thread is interrupted; the operation goes on
   * @throws IllegalStateException on a provider thread
   */
  public T await() throws InterruptedException {
    ProviderThread.refuseToBlock("WskFuture.await of " + operation);
    if (refused == null) {
      irp.await();
    }
    return value();
  }

  /**
   * Waits for the result, but not for ever.
   *
   * @param limit how long to wait at most
   * @return the result; null for {@link Void}
   * @throws NtStatusException if the operation failed, with its status
   * @throws TimeoutException if the limit has passed; the operation goes on and may be awaited
   *     again or {@link #cancel() cancelled}
   * @throws InterruptedException if the waiting thread is interrupted; the operation goes on
   * @throws IllegalStateException on a provider thread
   */
  public T await(Duration limit) throws InterruptedException, TimeoutException {
    ProviderThread.refuseToBlock("WskFuture.await of " + operation);
    if (refused == null && !irp.await(limit)) {
      throw new TimeoutException(operation + " did not complete within " + limit);
    }
    return value();
  }

  /**
   * How the operation stands.
   *
   * @return the final status, or {@link NtStatus#STATUS_PENDING}
   */
  public NtStatus status() {
    NtStatus status = refused;
    if (status != null) {
      return status;
    }
    return irp.isCompleted() ? irp.status() : NtStatus.STATUS_PENDING;
  }

  /**
   * Asks for the operation to be withdrawn, see {@link Irp#cancel()}.
   *
   * @return false if it had completed
   */
  public boolean cancel() {
    return irp.cancel();
  }

  /**
   * The result as a stage. It completes on the socket's event loop, where dependent stages must not
   * block, or at once if the operation has completed; after a failure exceptionally with {@link
   * NtStatusException}. The futures that it can be turned into refuse to wait on a provider thread.
   *
   * @return a stage of its own; completing it has no effect on the operation
   */
  public CompletionStage<T> toCompletionStage() {
    if (refused != null) {
      return CompletableFuture.failedStage(new NtStatusException(operation, refused));
    }
    return irp.toCompletionStage().thenApply(ioStatus -> value());
  }

  // A null value is only ever seen by those who asked for Void.
  @SuppressWarnings("NullAway")
  private T value() {
    NtStatus status = refused == null ? irp.status() : refused;
    if (!status.isSuccess()) {
      throw new NtStatusException(operation, status);
    }
    return reader.apply(irp);
  }
}
