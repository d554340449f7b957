package io.wsk.nt;

import org.jspecify.annotations.Nullable;

/**
 * What the I/O manager does for the one who owns a pending IRP: for providers, and for drivers that
 * are layered between a client and its provider. A client has no use for it.
 *
 * <p>C: {@code IoMarkIrpPending}, {@code IoCompleteRequest}, {@code IoSetCancelRoutine}.
 */
public final class IoManager {
  private IoManager() {}

  /**
   * Takes an idle IRP for an operation. From here on the provider owns it and must complete it
   * exactly once.
   *
   * <p>C: {@code IoMarkIrpPending} and {@code IoSetCancelRoutine}.
   *
   * @param irp the request
   * @param operation what it is for, and who is told when it is to be cancelled
   * @return false if the IRP is pending elsewhere, or completed and not reused: it is left
   *     untouched
   */
  public static boolean begin(Irp<?> irp, IrpOperation operation) {
    return irp.begin(operation);
  }

  /**
   * Completes a pending IRP with a count: publishes status and information, then runs the
   * completion routines on the calling thread, then wakes those who wait.
   *
   * <p>C: {@code IoCompleteRequest}.
   *
   * @param irp the request
   * @param status how it ended
   * @param information what it moved
   * @return false if the IRP was not pending; nothing is done
   */
  public static boolean complete(Irp<?> irp, NtStatus status, long information) {
    return irp.complete(status, information, null);
  }

  /**
   * Completes a pending IRP with success and the object that it produced.
   *
   * <p>C: {@code IoCompleteRequest}.
   *
   * @param irp the request
   * @param result the object
   * @param <T> its type
   * @return false if the IRP was not pending; nothing is done
   */
  public static <T> boolean completeWith(Irp<? super T> irp, T result) {
    return irp.complete(NtStatus.STATUS_SUCCESS, 0, result);
  }

  /**
   * Which request the IRP stands for now: a number that changes each time it is taken.
   *
   * @param irp the request
   * @return the ticket that {@link IrpOperation#cancelRequested} is called with
   */
  public static int ticket(Irp<?> irp) {
    return irp.ticket();
  }

  /**
   * Whether a given request is still pending.
   *
   * @param irp the request
   * @param ticket as {@link #ticket(Irp)} gave it
   * @return false once it has been completed, also if the IRP is pending for another call by now
   */
  public static boolean isPending(Irp<?> irp, int ticket) {
    return irp.isPending(ticket);
  }

  /**
   * The provider's own object that travels with the IRP and survives its reuse, so that a provider
   * needs no memory per request. Only the owner of a pending IRP may ask.
   *
   * <p>C: {@code Irp->Tail.Overlay.DriverContext}.
   *
   * @param irp the request
   * @return what {@link #setDriverContext} stored, perhaps another provider's; null if nothing
   */
  public static @Nullable Object driverContext(Irp<?> irp) {
    return irp.driverContext();
  }

  /**
   * Stores the provider's own object in the IRP.
   *
   * @param irp the request, pending and owned by the caller
   * @param context what to keep, or null
   */
  public static void setDriverContext(Irp<?> irp, @Nullable Object context) {
    irp.setDriverContext(context);
  }
}
