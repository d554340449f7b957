package io.wsk.netty;

import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_DEVICE_NOT_READY;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_NOINTERFACE;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskDeregisterReport;
import io.wsk.api.WskProviderCharacteristics;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.NtStatus;
import io.wsk.nt.NtStatusException;
import io.wsk.nt.Out;
import io.wsk.nt.ProviderThread;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registration: counts captures, and on the way out waits for everything that is still open. */
final class Registration implements WskRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
  private static final long REPORT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private enum Phase {
    REGISTERED,
    DEREGISTERING,
    GONE
  }

  private final WskClientNpi<?> clientNpi;
  private final ProviderRuntime runtime;
  private final Client client;
  private final ProviderDispatch dispatch;

  // One lock for what happens rarely: captures, releases, deregistration, and the end of the last
  // socket.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Phase phase = Phase.REGISTERED;
  // Written under the lock, read without it by every call of a client-level function.
  private final AtomicInteger captures = new AtomicInteger();

  Registration(WskClientNpi<?> clientNpi, ProviderRuntime runtime) {
    this.clientNpi = clientNpi;
    this.runtime = runtime;
    this.client = new Client(runtime, this);
    this.dispatch = new ProviderDispatch(client);
    // A capture that waits for the loops must hear of them.
    runtime.ready().whenComplete((group, cause) -> loopsReady(cause));
    runtime.metrics().verifier().registered(this);
  }

  private void loopsReady(Throwable cause) {
    if (cause != null) {
      LOG.error("event loops could not be started; captures will fail", cause);
    }
    signal();
  }

  Client client() {
    return client;
  }

  boolean isCaptured() {
    return captures.get() > 0;
  }

  @Override
  public NtStatus captureProviderNpi(int waitTimeout, Out<WskProviderNpi> out) {
    Objects.requireNonNull(out, "out");
    if (Wsk.wskMajorVersion(clientNpi.dispatch().version())
        != Wsk.wskMajorVersion(ProviderDispatch.LOWEST)) {
      return STATUS_NOINTERFACE;
    }
    lock.lock();
    try {
      if (!awaitReady(waitTimeout) || phase != Phase.REGISTERED) {
        return STATUS_DEVICE_NOT_READY;
      }
      captures.incrementAndGet();
      out.set(new WskProviderNpi(client, dispatch, this));
      return STATUS_SUCCESS;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitReady(int waitTimeout) {
    boolean forEver = waitTimeout == Wsk.WSK_INFINITE_WAIT;
    long left =
        forEver
            ? Long.MAX_VALUE
            : TimeUnit.MILLISECONDS.toNanos(Integer.toUnsignedLong(waitTimeout));
    while (phase == Phase.REGISTERED && !runtime.ready().isDone()) {
      if (left <= 0) {
        return false;
      }
      ProviderThread.refuseToBlock("WskCaptureProviderNPI");
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return runtime.ready().isDone() && !runtime.ready().isCompletedExceptionally();
  }

  @Override
  public NtStatus releaseProviderNpi() {
    lock.lock();
    try {
      if (captures.get() == 0) {
        runtime.metrics().clientErrors.increment();
        LOG.warn("WskReleaseProviderNPI without a capture to release (REG-03); ignored");
        return STATUS_INVALID_DEVICE_REQUEST;
      }
      captures.decrementAndGet();
      changed.signalAll();
      return STATUS_SUCCESS;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public NtStatus queryProviderCharacteristics(Out<WskProviderCharacteristics> out) {
    out.set(new WskProviderCharacteristics(ProviderDispatch.HIGHEST, ProviderDispatch.LOWEST));
    return STATUS_SUCCESS;
  }

  @Override
  public void deregister() {
    ProviderThread.refuseToBlock("WskDeregister");
    while (true) {
      WskDeregisterReport report = deregister(REPORT_EVERY_NANOS);
      if (report.isComplete()) {
        return;
      }
      LOG.warn("WskDeregister is waiting for: {}", report);
    }
  }

  @Override
  public WskDeregisterReport deregister(Duration limit) {
    ProviderThread.refuseToBlock("WskDeregister");
    return deregister(limit.toNanos());
  }

  private WskDeregisterReport deregister(long limitNanos) {
    lock.lock();
    try {
      if (phase == Phase.REGISTERED) {
        phase = Phase.DEREGISTERING;
        changed.signalAll();
        client.cancelClientRequests();
      }
      WskDeregisterReport report = awaitNothingOpen(limitNanos);
      if (!report.isComplete() || phase == Phase.GONE) {
        return report;
      }
      phase = Phase.GONE;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    runtime.metrics().verifier().deregistered(this);
    // Outside the lock: it waits for the loops' threads, which may want the lock to end their work.
    runtime.release();
    return report();
  }

  private WskDeregisterReport awaitNothingOpen(long limitNanos) {
    long left = limitNanos;
    WskDeregisterReport report = report();
    try {
      while (!report.isComplete() && left > 0) {
        left = changed.awaitNanos(left);
        report = report();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NtStatusException("WskDeregister, interrupted while waiting,", STATUS_CANCELLED);
    }
    return report;
  }

  private WskDeregisterReport report() {
    return client.report(captures.get());
  }

  /** Something that a deregistration may be waiting for has ended. */
  void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
