package io.wsk.tck.random;

import io.wsk.nt.Irp;

/**
 * An IRP that is used for one request after the other. A cancel may hit a later request than it was
 * meant for, so being cancelled is a property of the IRP.
 */
final class ReusedIrp {
  private final Irp<Object> irp = Irp.allocate();
  private volatile boolean cancelAsked;
  private boolean keptBack; // guarded by this

  Irp<Object> irp() {
    return irp;
  }

  boolean isCancelAsked() {
    return cancelAsked;
  }

  /** Cancels whatever the IRP stands for now. */
  boolean cancel() {
    cancelAsked = true;
    return irp.cancel();
  }

  /**
   * The IRP is to be given to a second call while it is pending: it must never be idle again, or
   * that call would be a legal one.
   *
   * @return false if it is not pending
   */
  synchronized boolean keepBack() {
    if (!irp.isPending()) {
      return false;
    }
    keptBack = true;
    return true;
  }

  /** Makes it idle inside its completion routine, if it may be used again. */
  synchronized boolean reuseInRoutine() {
    if (keptBack) {
      return false;
    }
    irp.reuse();
    return true;
  }

  /** Makes it idle, if it may be used again. */
  synchronized boolean reuse() {
    if (keptBack || !irp.isCompleted()) {
      return false;
    }
    irp.reuse();
    return true;
  }
}
