package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_EVENT_PENDING;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.IoManager;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests against a loop that takes its steps when the test says so. */
class EventControlTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeRules rules = new FakeRules();
  private final CallQueue calls = new CallQueue(channel.eventLoop());
  private final EventControl control = new EventControl(calls, rules);
  private final EventGate gate = new EventGate(0, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);

  private static final class FakeRules implements EventControl.Rules {
    private boolean ready = true;
    private int changes;

    @Override
    public int validEvents() {
      return ConnectionSocket.EVENTS;
    }

    @Override
    public int lastingEvents() {
      return 0;
    }

    @Override
    public int callableEvents() {
      return ConnectionSocket.EVENTS;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void eventsChanged() {
      changes++;
    }
  }

  @AfterEach
  void noCallIsLeftUnderWay() {
    turn();
    assertThat(calls.isIdle()).isTrue();
    channel.close();
  }

  private NtStatus request(int mask) {
    return control.request(gate, WskEventCallbackControl.of(mask), null);
  }

  private NtStatus request(int mask, Irp<?> irp) {
    assertThat(IoManager.begin(irp, operation())).isTrue();
    return control.request(gate, WskEventCallbackControl.of(mask), irp);
  }

  private static Operation operation() {
    NettyOptions options = NettyOptions.builder().meterRegistry(new SimpleMeterRegistry()).build();
    return new Operation("WskControlSocket", "test", new ProviderMetrics(options));
  }

  /** Everything that is queued on the loop. */
  private void turn() {
    channel.runPendingTasks();
  }

  @Test
  void aDisableWithNoCallInProgressIsDoneAtOnce() {
    Irp<Void> irp = Irp.allocate();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE, irp)).isEqualTo(STATUS_SUCCESS);
    assertThat(irp.isCompleted()).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isFalse();
    assertThat(gate.isEnabled(WSK_EVENT_DISCONNECT)).isTrue();
    assertThat(rules.changes).isEqualTo(1);
  }

  @Test
  void aCallOfAnotherEventIsNotInTheWay() {
    assertThat(gate.enter(WSK_EVENT_DISCONNECT)).isTrue();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)).isEqualTo(STATUS_SUCCESS);
    gate.exit(WSK_EVENT_DISCONNECT);
  }

  @Test
  void aDisableDuringTheCallEndsBehindIt() {
    Irp<Void> irp = Irp.allocate();
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isTrue();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE, irp)).isEqualTo(STATUS_PENDING);
    assertThat(gate.isEnabled(WSK_EVENT_RECEIVE)).as("closed from the request on").isFalse();
    assertThat(irp.isPending()).isTrue();
    gate.exit(WSK_EVENT_RECEIVE);
    assertThat(irp.isPending()).isTrue();
    turn();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(rules.changes).isEqualTo(1);
  }

  @Test
  void withoutAnIrpItIsEventPending() {
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isTrue();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)).isEqualTo(STATUS_EVENT_PENDING);
    gate.exit(WSK_EVENT_RECEIVE);
    turn();
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isFalse();
  }

  @Test
  void anEnableWaitsBehindThePendingDisable() {
    Irp<Void> irp = Irp.allocate();
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isTrue();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE, irp)).isEqualTo(STATUS_PENDING);
    assertThat(request(WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(gate.isEnabled(WSK_EVENT_RECEIVE)).isFalse();
    gate.exit(WSK_EVENT_RECEIVE);
    turn();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(gate.isEnabled(WSK_EVENT_RECEIVE)).isTrue();
  }

  @Test
  void theLastRequestDecides() {
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isTrue();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)).isEqualTo(STATUS_EVENT_PENDING);
    assertThat(request(WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)).isEqualTo(STATUS_EVENT_PENDING);
    gate.exit(WSK_EVENT_RECEIVE);
    turn();
    assertThat(gate.isEnabled(WSK_EVENT_RECEIVE)).isFalse();
    assertThat(request(WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(gate.isEnabled(WSK_EVENT_RECEIVE)).isTrue();
  }

  @Test
  void anEnableThatHasBeenAnsweredHoldsForTheOtherEvents() {
    assertThat(request(WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE)).isEqualTo(STATUS_SUCCESS);
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isTrue();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)).isEqualTo(STATUS_EVENT_PENDING);
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)).isEqualTo(STATUS_EVENT_PENDING);
    gate.exit(WSK_EVENT_RECEIVE);
    turn();
    assertThat(gate.isEnabled(WSK_EVENT_RECEIVE)).isFalse();
    assertThat(gate.isEnabled(WSK_EVENT_DISCONNECT)).isTrue();
  }

  @Test
  void theLoopIsToldWhenAnEnableHasTakenEffect() {
    assertThat(gate.enter(WSK_EVENT_RECEIVE)).isTrue();
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)).isEqualTo(STATUS_EVENT_PENDING);
    assertThat(request(WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    gate.exit(WSK_EVENT_RECEIVE);
    // As the real rules do: a step of the loop for each change, which must find the gate open.
    boolean[] open = new boolean[1];
    calls.post(() -> open[0] = gate.isEnabled(WSK_EVENT_RECEIVE));
    turn();
    assertThat(open[0]).isTrue();
    assertThat(rules.changes).isPositive();
  }

  @Test
  void aRequestThatIsRefusedChangesNothing() {
    rules.ready = false;
    assertThat(request(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE))
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(control.request(gate, null, null)).isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    assertThat(gate.isEnabled(WSK_EVENT_RECEIVE)).isTrue();
    assertThat(rules.changes).isZero();
  }
}
