package io.wsk.tck;

import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOL_SOCKET;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Events.assertReceiveAndDisconnectAreEnabled;
import static io.wsk.tck.Events.assertReceiveIsDisabled;
import static io.wsk.tck.Events.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.control.NpiId;
import io.wsk.api.control.SocketOption;
import io.wsk.api.control.WskControlRequest;
import io.wsk.api.control.WskEventCallbackControl;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** EVT-01 to EVT-04: what a mask may hold, and that a bad one changes nothing. */
public abstract class EventMaskContract extends ContractTest {
  private static final NpiId FOREIGN =
      new NpiId(UUID.fromString("00000000-1111-2222-3333-444444444444"));

  /** Bits below, between and above the events, and those of inspect and abort if they had any. */
  private static final List<Integer> UNKNOWN_BITS =
      List.of(0x1, 0x2, 0x4, 0x8, 0x20, 0x400, 0x800, 0x40000000);

  // ---- EVT-01 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-01")
  void theOptionIsFoundByItsNumbers() throws Exception {
    assertThat(SO_WSK_EVENT_CALLBACK.level()).isEqualTo(SOL_SOCKET).isEqualTo(0xFFFF);
    assertThat(SO_WSK_EVENT_CALLBACK.code()).isEqualTo(0x4002);
    Pair pair = connected(new TestConnection());
    SocketOption<WskEventCallbackControl> sameNumbers =
        SocketOption.of("mine", 0xFFFF, 0x4002, WskEventCallbackControl.class)
            .withIrpUse(SO_WSK_EVENT_CALLBACK.irpUseSet(), SO_WSK_EVENT_CALLBACK.irpUseGet());
    WskControlRequest request = sameNumbers.set(WskEventCallbackControl.of(WSK_EVENT_RECEIVE));
    assertThat(pair.socket().control(request, null)).isEqualTo(STATUS_SUCCESS);
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
  }

  @Test
  @WskRule("EVT-01")
  void anotherLevelIsAnotherOption() throws Exception {
    Pair pair = connected(new TestConnection());
    SocketOption<WskEventCallbackControl> otherLevel =
        SocketOption.of("other", IPPROTO_TCP, 0x4002, WskEventCallbackControl.class)
            .withIrpUse(SO_WSK_EVENT_CALLBACK.irpUseSet(), SO_WSK_EVENT_CALLBACK.irpUseGet());
    WskControlRequest request = otherLevel.set(WskEventCallbackControl.of(WSK_EVENT_RECEIVE));
    assertThat(pair.socket().control(request, null)).isEqualTo(STATUS_NOT_SUPPORTED);
    assertReceiveIsDisabled(pair);
  }

  @Test
  @WskRule("EVT-01")
  void anUnknownInterfaceIsNotSupportedAndEnablesNothing() throws Exception {
    Pair pair = connected(new TestConnection());
    WskControlRequest request =
        SO_WSK_EVENT_CALLBACK.set(new WskEventCallbackControl(FOREIGN, WSK_EVENT_RECEIVE));
    assertThat(pair.socket().control(request, null)).isEqualTo(STATUS_NOT_SUPPORTED);
    assertReceiveIsDisabled(pair);
  }

  @Test
  @WskRule("EVT-01")
  void anUnknownInterfaceDisablesNothing() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    WskControlRequest request =
        SO_WSK_EVENT_CALLBACK.set(
            new WskEventCallbackControl(FOREIGN, WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE));
    assertThat(completed(irp -> pair.socket().control(request, irp)).status())
        .isEqualTo(STATUS_NOT_SUPPORTED);
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
  }

  // ---- EVT-02 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-02")
  void oneCallEnablesAllEventsOfAConnection() throws Exception {
    Pair pair = connected(new TestConnection());
    int all = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG;
    assertThat(control(pair.socket(), all)).isEqualTo(STATUS_SUCCESS);
    assertReceiveAndDisconnectAreEnabled(pair);
  }

  @Test
  @WskRule("EVT-02")
  void eachEventIsEnabledByItself() throws Exception {
    Pair pair = connected(new TestConnection());
    assertThat(control(pair.socket(), WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_SEND_BACKLOG)).isEqualTo(STATUS_SUCCESS);
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    Eventually.until("the data that waited", () -> pair.connection().takenBytes().length == 6);
  }

  @Test
  @WskRule({"EVT-02", "EVT-03", "LIS-06"})
  void oneCallEnablesAllEventsOfAListener() throws Exception {
    int inherited = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG;
    // The listener is enabled by one call with ACCEPT and all of these.
    assertReceiveAndDisconnectAreEnabled(accepted(new TestConnection(), inherited));
  }

  @Test
  @WskRule({"EVT-02", "IRP-07"})
  void anIrpIsRefusedWhenEnablingAndNothingIsEnabled() throws Exception {
    Pair pair = connected(new TestConnection());
    assertThat(completed(irp -> control(pair.socket(), WSK_EVENT_RECEIVE, irp)).status())
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertReceiveIsDisabled(pair);
  }

  // ---- EVT-03 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-03")
  void aConnectionRefusesWhatIsNotItsOwnAndEnablesNothing() throws Exception {
    Pair pair = connected(new TestConnection());
    assertRefused(pair.socket(), 0);
    for (int bit : UNKNOWN_BITS) {
      assertRefused(pair.socket(), bit);
      assertRefused(pair.socket(), bit | WSK_EVENT_RECEIVE);
    }
    for (int foreign : List.of(WSK_EVENT_ACCEPT, WSK_EVENT_RECEIVE_FROM)) {
      assertRefused(pair.socket(), foreign);
      assertRefused(pair.socket(), foreign | WSK_EVENT_RECEIVE);
    }
    assertReceiveIsDisabled(pair);
  }

  @Test
  @WskRule("EVT-03")
  void aConnectionRefusesToDisableWhatIsNotItsOwn() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    assertRefused(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT);
    assertRefused(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE_FROM);
    for (int bit : UNKNOWN_BITS) {
      assertRefused(pair.socket(), WSK_EVENT_DISABLE | bit);
      assertRefused(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE | bit);
    }
    assertReceiveAndDisconnectAreEnabled(pair);
  }

  @Test
  @WskRule("EVT-03")
  void aListenerRefusesWhatIsNotItsOwnAndEnablesNothing() throws Exception {
    TestListener listener = listen(new TestListener(), 0);
    assertRefused(listener.socket(), 0);
    assertRefused(listener.socket(), WSK_EVENT_RECEIVE_FROM);
    assertRefused(listener.socket(), WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE_FROM);
    for (int bit : UNKNOWN_BITS) {
      assertRefused(listener.socket(), bit);
      assertRefused(listener.socket(), bit | WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE);
    }
    assertAcceptIsDisabled(listener);
    // Nor was RECEIVE enabled for those who inherit.
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    Peer peer = peerOf(listener.socket());
    TestConnection next = watch(Eventually.taken("accept callback", listener.connections));
    assertReceiveIsDisabled(new Pair(next, next.socket(), peer));
  }

  // ---- EVT-04 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-04")
  void disablingTwoEventsOrNoneIsRefusedAndDisablesNothing() throws Exception {
    int both = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    Pair pair = accepted(new TestConnection(), both);
    assertRefused(pair.socket(), WSK_EVENT_DISABLE);
    assertRefused(pair.socket(), WSK_EVENT_DISABLE | both);
    assertRefused(pair.socket(), WSK_EVENT_DISABLE | both | WSK_EVENT_SEND_BACKLOG);
    assertReceiveAndDisconnectAreEnabled(pair);
  }

  @Test
  @WskRule("EVT-04")
  void disablingTwoEventsOfAListenerDisablesNothing() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE);
    assertRefused(listener.socket(), WSK_EVENT_DISABLE);
    assertRefused(listener.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE);
    Peer peer = peerOf(listener.socket());
    TestConnection next = watch(Eventually.taken("accept callback", listener.connections));
    peer.write("data");
    next.awaitTaken("data");
  }

  @Test
  @WskRule("EVT-04")
  void disablingOneEventLeavesTheOthers() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    assertThat(control(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE))
        .isEqualTo(STATUS_SUCCESS);
    // No data is waiting, so the disconnect need not wait either.
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", pair.connection().disconnects)).isNotNull();
  }

  private void assertAcceptIsDisabled(TestListener listener) throws Exception {
    Peer peer = peerOf(listener.socket());
    Turns.of(listener.socket());
    WskConnectionSocket taken =
        closeLater(get(listener.socket().accept(null, WskClientConnectionDispatch.none())));
    assertThat(get(taken.getRemoteAddress())).isEqualTo(peer.localAddress());
    assertThat(listener.accepts).as("accept callbacks").isEmpty();
  }
}
