package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.nt.NtStatus.STATUS_EVENT_PENDING;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * EVT-15, and the rules before it while traffic runs: one thread enables and disables, a second one
 * is the peer that sends, a third one is the event loop. The load is bounded; every answer that a
 * disable may give is right, and each is checked for what it promises.
 */
public abstract class EventRaceContract extends ContractTest {
  private static final int ROUNDS = 300;
  private static final int CHUNK = 61;
  private static final int CHUNKS_A_ROUND = 4;
  private static final int DISABLE_RECEIVE = WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger forbiddenCalls = new AtomicInteger();

  /** Set while a disable is known to be done: no call starts, and none is in progress. */
  private volatile boolean off = true;

  /** Bytes that the peer has written and no callback has shown yet. */
  private int outstanding;

  private NtStatus checked(int flags, WskDataIndication data, long bytes, BytesAccepted accepted) {
    calls.incrementAndGet();
    if (off) {
      forbiddenCalls.incrementAndGet();
    }
    return STATUS_SUCCESS;
  }

  @Test
  @WskRule({"EVT-07", "EVT-08", "EVT-09", "EVT-12", "EVT-15"})
  void switchingReceiveWhileDataRunsLosesNothingAndStopsCalls() throws Exception {
    Pair pair = accepted(new TestConnection().onReceive(this::checked), 0);
    byte[] stream = Bytes.pattern(ROUNDS * CHUNKS_A_ROUND * CHUNK, 15);
    Semaphore chunks = new Semaphore(0);
    FutureTask<Integer> sending = inBackground(() -> send(pair.peer(), stream, chunks));
    for (int round = 0; round < ROUNDS; round++) {
      int before = calls.get();
      chunks.release(CHUNKS_A_ROUND);
      enable(pair);
      // Some rounds disable while data is being indicated, others before it or in the first call.
      if (round % 2 == 0) {
        spinUntilCalled(before);
      }
      disable(pair, round);
      assertThat(forbiddenCalls).as("calls after a disable, round %s", round).hasValue(0);
    }
    enable(pair);
    assertThat(sending.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .isEqualTo(stream.length);
    Eventually.until("all bytes", () -> pair.connection().takenBytes().length >= stream.length);
    Turns.of(pair);
    assertThat(pair.connection().takenBytes()).isEqualTo(stream);
    assertThat(forbiddenCalls).hasValue(0);
  }

  private void enable(Pair pair) {
    off = false;
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
  }

  private void disable(Pair pair, int round) throws Exception {
    if (round % 3 == 0) {
      disableWithoutIrp(pair);
    } else {
      disableWithIrp(pair);
    }
    off = true;
    if (round % 10 == 0) {
      Turns.of(pair); // a call that must not come has its chance here
    }
  }

  private void disableWithoutIrp(Pair pair) throws Exception {
    NtStatus answer = control(pair.socket(), DISABLE_RECEIVE);
    if (answer == STATUS_EVENT_PENDING) {
      // The call in progress may not have been counted yet, but it is one, and no other starts.
      int counted = calls.get();
      Turns.of(pair);
      assertThat(calls.get() - counted).as("calls after the disable").isBetween(0, 1);
    } else {
      assertThat(answer).isEqualTo(STATUS_SUCCESS);
    }
  }

  private void disableWithIrp(Pair pair) throws Exception {
    Irp<Void> irp = Irp.allocate();
    NtStatus answer = control(pair.socket(), DISABLE_RECEIVE, irp);
    if (answer == STATUS_PENDING) {
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
    } else {
      assertThat(answer).isEqualTo(STATUS_SUCCESS);
      assertThat(irp.isCompleted()).isTrue();
    }
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
  }

  private static int send(Peer peer, byte[] stream, Semaphore chunks) throws Exception {
    int sent = 0;
    while (sent < stream.length) {
      if (!chunks.tryAcquire(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the test has stopped after " + sent + " bytes");
      }
      peer.write(Arrays.copyOfRange(stream, sent, sent + CHUNK));
      sent += CHUNK;
    }
    return sent;
  }

  /** Without a pause, so that what follows comes as close behind the call as it can. */
  private void spinUntilCalled(int before) {
    long deadline = System.nanoTime() + Eventually.LIMIT.toNanos();
    while (calls.get() == before) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("enabled, with data coming in, but never called");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  @WskRule("EVT-15")
  void switchingOneEventLeavesTheOthersAlone() throws Exception {
    Pair pair = accepted(new TestConnection(), 0);
    AtomicBoolean stop = new AtomicBoolean();
    FutureTask<Integer> switching = inBackground(() -> switchOthers(pair, stop));
    try {
      for (int round = 0; round < ROUNDS; round++) {
        switchReceive(pair, round);
      }
    } finally {
      stop.set(true);
    }
    assertThat(switching.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isPositive();
    // The last word of the other thread was to enable DISCONNECT.
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", pair.connection().disconnects)).isNotNull();
  }

  private static int switchOthers(Pair pair, AtomicBoolean stop) {
    int requests = 0;
    do {
      for (int event : new int[] {WSK_EVENT_SEND_BACKLOG, WSK_EVENT_DISCONNECT}) {
        assertThat(control(pair.socket(), WSK_EVENT_DISABLE | event).isSuccess()).isTrue();
        assertThat(control(pair.socket(), event)).isEqualTo(STATUS_SUCCESS);
        requests += 2;
      }
    } while (!stop.get());
    return requests;
  }

  /** Enabled means that a byte is indicated; in some rounds, disabled that the next one is not. */
  private void switchReceive(Pair pair, int round) throws Exception {
    TestConnection connection = pair.connection();
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    write(pair);
    while (outstanding > 0) {
      outstanding -= Eventually.taken("receive callback", connection.receives).data().length;
    }
    assertThat(control(pair.socket(), DISABLE_RECEIVE).isSuccess()).isTrue();
    if (round % 10 == 0) {
      write(pair);
      Turns.of(pair);
      assertThat(connection.receives).as("round %s", round).isEmpty();
    }
  }

  private void write(Pair pair) throws Exception {
    pair.peer().write("x");
    outstanding++;
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "wsk-tck-background");
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
