package io.wsk.nt;

import java.util.ArrayList;
import java.util.List;

/** Stands for a provider: remembers what it was asked to cancel and what routines threw. */
final class TestOperation implements IrpOperation {
  final List<Integer> cancelled = new ArrayList<>();
  final List<Throwable> thrown = new ArrayList<>();

  /** Has the IRP taken; fails the test if it could not be. */
  static TestOperation begin(Irp<?> irp) {
    TestOperation operation = new TestOperation();
    if (!IoManager.begin(irp, operation)) {
      throw new AssertionError("the IRP was not idle: " + irp);
    }
    return operation;
  }

  /** Completes the IRP; fails the test if it was not pending. */
  static void complete(Irp<?> irp, NtStatus status, long information) {
    if (!IoManager.complete(irp, status, information)) {
      throw new AssertionError("the IRP was not pending: " + irp);
    }
  }

  @Override
  public String name() {
    return "WskTest";
  }

  @Override
  public void cancelRequested(Irp<?> irp, int ticket) {
    cancelled.add(ticket);
  }

  @Override
  public void completionRoutineThrew(Irp<?> irp, Throwable cause) {
    thrown.add(cause);
  }
}
