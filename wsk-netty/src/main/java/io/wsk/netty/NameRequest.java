package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;

import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look-up and the IRP that waits for it. The answer and a cancel may come at the same time from
 * two threads: one of them wins the flag, completes the IRP and, in the case of the answer, writes
 * to the client's memory; the other does nothing. The flag is the request's own and not the IRP's
 * state, since the IRP of a request that was cancelled may be pending for something else by the
 * time the host answers.
 */
final class NameRequest<R> extends Operation implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(NameRequest.class);

  private final NameRequests requests;
  private final NameService names;
  private final Lookup<R> lookup;
  private final Consumer<R> deliver;
  private final Irp<?> irp;
  private final AtomicBoolean settled = new AtomicBoolean();

  /**
   * A request.
   *
   * @param deliver completes the IRP with the answer
   */
  NameRequest(
      String function, NameRequests requests, Lookup<R> lookup, Consumer<R> deliver, Irp<?> irp) {
    super(function + " of " + lookup, "client", requests.client().runtime().metrics());
    this.requests = requests;
    this.names = requests.client().runtime().names();
    this.lookup = lookup;
    this.deliver = deliver;
    this.irp = irp;
  }

  @Override
  public void run() {
    if (settled.get()) {
      return;
    }
    R answer;
    try {
      answer = lookup.answer(names);
    } catch (UnknownHostException e) {
      LOG.debug("{}: {}", name(), e.getMessage());
      settle(STATUS_NOT_FOUND);
      return;
    } catch (Throwable cause) {
      LOG.error("{} failed for a reason that has no status of its own", name(), cause);
      settle(STATUS_UNSUCCESSFUL);
      return;
    }
    if (answer == null) {
      settle(STATUS_NOT_FOUND);
    } else {
      settle(answer);
    }
  }

  private void settle(R answer) {
    if (settled.compareAndSet(false, true)) {
      deliver.accept(answer);
      requests.ended(this);
    }
  }

  /**
   * Completes the request without an answer.
   *
   * @return false if it has been completed already
   */
  boolean settle(NtStatus status) {
    if (!settled.compareAndSet(false, true)) {
      return false;
    }
    Requests.finish(irp, status);
    requests.ended(this);
    return true;
  }

  @Override
  public void cancelRequested(Irp<?> cancelled, int ticket) {
    names.withdraw(this);
    settle(STATUS_CANCELLED);
  }

  @Override
  public String toString() {
    return name();
  }
}
