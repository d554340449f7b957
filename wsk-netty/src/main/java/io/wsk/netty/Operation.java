package io.wsk.netty;

import io.wsk.api.verifier.CallSite;
import io.wsk.nt.Irp;
import io.wsk.nt.IrpOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an IRP of a socket is pending for. This one cannot be withdrawn; others override {@link
 * #cancelRequested}.
 */
class Operation implements IrpOperation {
  private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

  private final String function;
  private final Object owner;
  private final ProviderMetrics metrics;
  private @Nullable CallSite given;

  /**
   * An operation.
   *
   * @param function its C name
   * @param owner the socket or client, for messages
   * @param metrics where failures are counted
   */
  Operation(String function, Object owner, ProviderMetrics metrics) {
    this.function = function;
    this.owner = owner;
    this.metrics = metrics;
    this.given = metrics.verifier().callSite("given");
  }

  /** The operation is used again, for another call that is on the stack. */
  final void givenAgain() {
    Verifier verifier = metrics.verifier();
    if (verifier.isOn()) {
      given = verifier.callSite("given");
    }
  }

  @Override
  public String name() {
    return function + " on " + owner;
  }

  @Override
  public void irpRefused(Irp<?> irp, @Nullable IrpOperation holder) {
    CallSite first = holder instanceof Operation other ? other.given : null;
    metrics.verifier().irpRefused(owner, function, irp.toString(), first);
  }

  @Override
  public void cancelRequested(Irp<?> irp, int ticket) {
    // Takes its course.
  }

  @Override
  public void completionRoutineThrew(Irp<?> irp, Throwable cause) {
    metrics.completionExceptions.increment();
    LOG.error("completion routine of {} threw; contained", name(), cause);
  }
}
