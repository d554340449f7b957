package io.wsk.tck.random;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_NO_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.nt.NtStatus.STATUS_DEVICE_NOT_READY;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;

import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskDeregisterReport;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import io.wsk.tck.WskHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One registration: registers, lets the actors act for a while, closes everything, takes the
 * registration back, and looks for what is left behind.
 */
final class Round {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
  private static final Duration DEREGISTER_LIMIT = Duration.ofSeconds(20);
  private static final int[] STATIC_EVENTS = {
    0,
    0,
    WSK_EVENT_RECEIVE,
    WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT,
    WSK_EVENT_RECEIVE_FROM,
    WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_RECEIVE_FROM
  };

  private final WskHarness harness;
  private final Findings findings;
  private final Statistics statistics;
  private final Deliberate deliberate;
  private final SplittableRandom random;
  private final FailingAllocator failing;
  private final ClientBuffers buffers;
  private final WskRegistration registration;
  private final WskProviderNpi npi;
  private final World world;
  private final Stop pause = new Stop();
  private final List<Actor> actors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  Round(
      WskHarness harness,
      FailingAllocator failing,
      Findings findings,
      Statistics statistics,
      Deliberate deliberate,
      SplittableRandom random)
      throws IOException {
    this.harness = harness;
    this.failing = failing;
    this.findings = findings;
    this.statistics = statistics;
    this.deliberate = deliberate;
    this.random = random;
    this.buffers = new ClientBuffers(harness.allocator(), findings);
    this.registration = Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness.provider());
    this.npi = registration.capture(WSK_INFINITE_WAIT);
    int staticEvents = STATIC_EVENTS[random.nextInt(STATIC_EVENTS.length)];
    if (staticEvents != 0) {
      expect(
          "static events",
          STATUS_SUCCESS,
          npi.control(WSK_SET_STATIC_EVENT_CALLBACKS, staticEvents));
    }
    boolean allocationsFail = failing != null && random.nextBoolean();
    this.world =
        new World(npi, staticEvents, allocationsFail, findings, statistics, deliberate, buffers);
    this.world.peers(new Peers(world, random.split()));
  }

  /** Lets the actors act. */
  void run(long nanos, Runnable sometimes) {
    if (world.allocationsFail()) {
      failing.arm(true);
    }
    start();
    Watchdog watchdog = new Watchdog(world);
    long end = System.nanoTime() + nanos;
    boolean reported = false;
    while (System.nanoTime() < end && findings.isEmpty()) {
      pause.await(TimeUnit.MILLISECONDS.toNanos(20));
      watchdog.look();
      sometimes.run();
      if (!reported && System.nanoTime() > end - nanos / 5) {
        reported = true;
        reportInBetween();
      }
    }
    stop();
    closeAll(watchdog, sometimes);
    finish();
  }

  private void start() {
    Rate rate = new Rate(RandomSettings.CONNECTIONS_PER_SECOND);
    ClientCalls client = new ClientCalls(world);
    Makers.listener(world, random);
    for (int i = 0; i < RandomSettings.ACTORS; i++) {
      Actor actor = new Actor(world, random.split(), rate, client);
      Thread thread = new Thread(actor, "random-actor-" + i);
      thread.setDaemon(true);
      actors.add(actor);
      threads.add(thread);
      thread.start();
    }
  }

  /** A deregistration that does not wait, while calls go on: captures fail from then on. */
  private void reportInBetween() {
    expectCapture(STATUS_SUCCESS);
    WskDeregisterReport report = registration.deregister(Duration.ZERO);
    statistics.count("deregister reports in between");
    if (report.captures() != 1 || report.isComplete()) {
      findings.add("a deregistration in between gave " + report);
    }
    expectCapture(STATUS_DEVICE_NOT_READY);
  }

  private void expectCapture(NtStatus expected) {
    Out<WskProviderNpi> out = new Out<>();
    NtStatus status = registration.captureProviderNpi(WSK_NO_WAIT, out);
    expect("WskCaptureProviderNPI", expected, status);
    if (status == STATUS_SUCCESS) {
      out.get().close();
    }
  }

  private void expect(String what, NtStatus expected, NtStatus status) {
    statistics.call(what, status);
    if (status != expected) {
      findings.add(what + " returned " + status + ", not " + expected);
    }
  }

  private void stop() {
    actors.forEach(Actor::stop);
    for (Thread thread : threads) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(20));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (thread.isAlive()) {
        findings.add("a call does not return on " + thread.getName());
      }
    }
    if (failing != null) {
      failing.arm(false);
    }
  }

  private void closeAll(Watchdog watchdog, Runnable sometimes) {
    Upkeep upkeep = new Upkeep(world, random.split());
    long end = System.nanoTime() + LIMIT_NANOS;
    long patience = System.nanoTime() + PATIENCE_NANOS;
    while (findings.isEmpty() && !upkeep.isDone()) {
      upkeep.closeAll();
      upkeep.dropArrivals(0);
      watchdog.look();
      sometimes.run();
      if (System.nanoTime() > patience) {
        upkeep.giveUpPeers();
      }
      pause.await(TimeUnit.MILLISECONDS.toNanos(1));
      if (System.nanoTime() > end) {
        findings.add("not everything could be closed: " + world.connections() + world.listeners());
      }
    }
    upkeep.dropArrivals(-1);
  }

  private void finish() {
    try {
      world.peers().close();
    } catch (IOException e) {
      findings.add("the peers' server", e);
    }
    if (!findings.isEmpty()) {
      findings.add(Watchdog.dump(world, registration));
      npi.close();
      return;
    }
    npi.close();
    deliberate.badNpiRelease.add();
    expect(
        "WskReleaseProviderNPI, once too often",
        STATUS_INVALID_DEVICE_REQUEST,
        registration.releaseProviderNpi());
    WskDeregisterReport report = registration.deregister(DEREGISTER_LIMIT);
    if (!report.isComplete()) {
      findings.add("the registration cannot be taken back: " + report);
    }
    buffers.free();
    new Remains(harness, findings).check();
  }
}
