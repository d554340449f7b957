package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_SUPPORTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Events.assertReceiveAndDisconnectAreEnabled;
import static io.wsk.tck.Events.assertReceiveIsDisabled;
import static io.wsk.tck.Events.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.Wsk;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.control.NpiId;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.NtStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** STA: events that are enabled for good, before the first socket. */
public abstract class StaticContract extends ContractTest {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  /** A connection accepted by the accept function, with all callbacks. */
  private Pair acceptedByRequest() throws Exception {
    TestConnection connection = new TestConnection();
    WskListenSocket listener = listen(new TestListener(), TestListener.DISPATCH);
    Peer peer = peerOf(listener);
    WskConnectionSocket socket =
        closeLater(get(listener.accept(connection, TestConnection.DISPATCH)));
    connection.socket(socket);
    return new Pair(watch(connection), socket, peer);
  }

  // ---- STA-01 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"STA-01", "STA-04", "STA-05"})
  void eachSocketGetsTheEventsOfItsCategoryFromAMixedMask() throws Exception {
    enableStatically(WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE_FROM | BOTH | WSK_EVENT_SEND_BACKLOG);
    assertReceiveAndDisconnectAreEnabled(connected(new TestConnection()));
    // The listener is enabled by nothing else, nor is what it accepts.
    TestListener listener = listen(new TestListener(), 0);
    Peer peer = peerOf(listener.socket());
    TestConnection connection = watch(Eventually.taken("accept callback", listener.connections));
    assertReceiveAndDisconnectAreEnabled(new Pair(connection, connection.socket(), peer));
  }

  @Test
  @WskRule({"STA-01", "SOC-05"})
  void whatIsNotInTheMaskStaysDisabled() throws Exception {
    enableStatically(WSK_EVENT_DISCONNECT);
    Pair pair = connected(new TestConnection());
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("abc");
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", pair.connection().disconnects)).isNotNull();
  }

  @Test
  @WskRule({"STA-01", "IRP-07"})
  void anIrpIsRefusedAndNothingIsEnabled() throws Exception {
    WskEventCallbackControl control = WskEventCallbackControl.of(WSK_EVENT_RECEIVE);
    NtStatus status =
        completed(irp -> npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, control, null, irp))
            .status();
    assertThat(status).isEqualTo(STATUS_INVALID_PARAMETER);
    assertReceiveIsDisabled(connected(new TestConnection()));
  }

  @Test
  @WskRule({"STA-01", "EVT-01"})
  void anUnknownInterfaceIsNotSupportedAndEnablesNothing() throws Exception {
    NpiId foreign = new NpiId(UUID.fromString("00000000-1111-2222-3333-444444444444"));
    WskEventCallbackControl control = new WskEventCallbackControl(foreign, WSK_EVENT_RECEIVE);
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, control, null, null))
        .isEqualTo(STATUS_NOT_SUPPORTED);
    assertReceiveIsDisabled(connected(new TestConnection()));
  }

  // ---- STA-02 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STA-02")
  void itIsTooLateOnceThereIsASocket() throws Exception {
    Pair before = connected(new TestConnection());
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE))
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertReceiveIsDisabled(before);
    assertReceiveIsDisabled(connected(new TestConnection()));
  }

  @Test
  @WskRule("STA-02")
  void itIsTooLateEvenWhenTheSocketHasBeenClosed() throws Exception {
    WskConnectionSocket socket = unbound();
    get(socket.close());
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE))
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertReceiveIsDisabled(connected(new TestConnection()));
  }

  @Test
  @WskRule("STA-02")
  void aFailureLaterOnLeavesWhatWasSet() throws Exception {
    enableStatically(WSK_EVENT_RECEIVE);
    assertThat(unbound()).isNotNull();
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_DISCONNECT))
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
    Pair pair = connected(new TestConnection());
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
    assertThat(control(pair.socket(), WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("STA-02")
  void aSecondCallReplacesTheFirst() throws Exception {
    enableStatically(WSK_EVENT_RECEIVE);
    enableStatically(WSK_EVENT_DISCONNECT);
    Pair pair = connected(new TestConnection());
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertRefused(
        pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_DISCONNECT, STATUS_INVALID_DEVICE_REQUEST);
  }

  @Test
  @WskRule({"STA-02", "STA-01"})
  void eachClientHasItsOwn() throws Exception {
    Pair mine = connected(new TestConnection());
    try (WskRegistration other =
            Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness().provider());
        WskProviderNpi otherNpi = other.capture(WSK_INFINITE_WAIT)) {
      // My sockets do not make it too late for the other client, whose events are not mine.
      assertThat(otherNpi.control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE))
          .isEqualTo(STATUS_SUCCESS);
      assertReceiveIsDisabled(mine);
      assertReceiveIsDisabled(connected(new TestConnection()));
    }
  }

  // ---- STA-03 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STA-03")
  void aStaticEventCannotBeSwitched() throws Exception {
    enableStatically(WSK_EVENT_RECEIVE);
    Pair pair = connected(new TestConnection());
    assertRefused(
        pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_REQUEST);
    assertRefused(pair.socket(), WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_REQUEST);
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
  }

  @Test
  @WskRule("STA-03")
  void aStaticEventSpoilsAMaskAndTheOthersInItStayDisabled() throws Exception {
    enableStatically(WSK_EVENT_DISCONNECT);
    Pair pair = connected(new TestConnection());
    assertRefused(pair.socket(), BOTH, STATUS_INVALID_DEVICE_REQUEST);
    assertReceiveIsDisabled(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("abc");
  }

  @Test
  @WskRule({"STA-03", "STA-05"})
  void aStaticAcceptCannotBeSwitched() throws Exception {
    enableStatically(WSK_EVENT_ACCEPT);
    TestListener listener = listen(new TestListener(), 0);
    assertRefused(
        listener.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT, STATUS_INVALID_DEVICE_REQUEST);
    assertRefused(listener.socket(), WSK_EVENT_ACCEPT, STATUS_INVALID_DEVICE_REQUEST);
    assertRefused(listener.socket(), WSK_EVENT_ACCEPT | BOTH, STATUS_INVALID_DEVICE_REQUEST);
    Peer peer = peerOf(listener.socket());
    TestConnection connection = watch(Eventually.taken("accept callback", listener.connections));
    // The refused mask has not been inherited either.
    assertReceiveIsDisabled(new Pair(connection, connection.socket(), peer));
  }

  // ---- STA-04 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STA-04")
  void acceptedByCallbackIsStaticToo() throws Exception {
    enableStatically(BOTH);
    Pair pair = accepted(new TestConnection(), 0);
    assertRefused(
        pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_REQUEST);
    assertReceiveAndDisconnectAreEnabled(pair);
  }

  @Test
  @WskRule("STA-04")
  void acceptedByRequestIsStaticToo() throws Exception {
    enableStatically(BOTH);
    Pair pair = acceptedByRequest();
    assertRefused(
        pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE, STATUS_INVALID_DEVICE_REQUEST);
    assertReceiveAndDisconnectAreEnabled(pair);
  }

  // ---- STA-05 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STA-05")
  void aStaticAcceptIsLiveFromBindOn() throws Exception {
    enableStatically(WSK_EVENT_ACCEPT);
    TestListener listener = listen(new TestListener(), 0);
    Peer peer = peerOf(listener.socket());
    assertThat(Eventually.taken("accept callback", listener.accepts).remote())
        .isEqualTo(peer.localAddress());
    assertThat(watch(Eventually.taken("connection", listener.connections)).socket()).isNotNull();
  }

  // ---- STA-06 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STA-06")
  void staticIsMeasurablyFasterThanDynamic() {
    Assumptions.abort("a matter of nanoseconds: the dispatch benchmark of wsk-bench shows it");
  }

  // ---- STA-07 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STA-07")
  void aBadMaskIsRefusedAndLeavesWhatWasSet() throws Exception {
    enableStatically(WSK_EVENT_RECEIVE);
    int disable = WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE;
    for (int mask : List.of(0, WSK_EVENT_DISABLE, disable, 0x1, 0x2, 0x4, 0x8, 0x20, 0x400)) {
      assertBadMask(mask);
    }
    assertBadMask(WSK_EVENT_DISCONNECT | 0x400);
    assertBadMask(WSK_EVENT_DISCONNECT | 0x40000000);
    Pair pair = connected(new TestConnection());
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
    // A dynamic request for DISCONNECT is granted: it has not become static.
    assertThat(control(pair.socket(), WSK_EVENT_DISCONNECT)).isEqualTo(STATUS_SUCCESS);
  }

  private void assertBadMask(int mask) {
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, mask))
        .as("mask 0x%x", mask)
        .isEqualTo(STATUS_INVALID_PARAMETER);
  }

  // ---- STA-08 -----------------------------------------------------------------------------------

  @Test
  @WskRule("STA-08")
  void aStaticEventWithoutItsCallbackIsNotCalled() throws Exception {
    enableStatically(WSK_EVENT_ACCEPT | BOTH);
    WskClientConnectionDispatch<TestConnection> disconnectOnly =
        new WskClientConnectionDispatch<>(null, TestConnection.DISPATCH.disconnectEvent(), null);
    Pair pair = connected(new TestConnection(), disconnectOnly);
    assertReceiveIsDisabled(pair);
    ByteBuf buffer = emptyBuffer(16);
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(buffer)))).isEqualTo(3);
    assertThat(Bytes.text(Bytes.first(buffer, 3))).isEqualTo("abc");
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect callback", pair.connection().disconnects)).isNotNull();
    assertThat(harness().counted("callback.exceptions")).isZero();
  }

  @Test
  @WskRule({"STA-08", "STA-04"})
  void aStaticEventWithoutItsCallbackIsNotCalledOnAcceptedSockets() throws Exception {
    enableStatically(BOTH);
    WskClientConnectionDispatch<TestConnection> disconnectOnly =
        new WskClientConnectionDispatch<>(null, TestConnection.DISPATCH.disconnectEvent(), null);
    TestListener listener = listen(new TestListener(), 0);
    Peer peer = peerOf(listener.socket());
    TestConnection connection = watch(new TestConnection());
    WskConnectionSocket socket =
        closeLater(get(listener.socket().accept(connection, disconnectOnly)));
    Pair pair = new Pair(connection, socket, peer);
    assertReceiveIsDisabled(pair);
    ByteBuf buffer = emptyBuffer(16);
    assertThat(get(socket.receive(WskBuf.ofWritable(buffer)))).isEqualTo(3);
    assertThat(Bytes.text(Bytes.first(buffer, 3))).isEqualTo("abc");
  }

  @Test
  @WskRule("STA-08")
  void staticAcceptWithoutItsCallbackLeavesConnectionsToTheAcceptFunction() throws Exception {
    enableStatically(WSK_EVENT_ACCEPT);
    WskListenSocket listener = listen(null, WskClientListenDispatch.none());
    Peer peer = peerOf(listener);
    Turns.of(listener);
    WskConnectionSocket taken =
        closeLater(get(listener.accept(null, WskClientConnectionDispatch.none())));
    assertThat(get(taken.getRemoteAddress())).isEqualTo(peer.localAddress());
  }

  @Test
  @WskRule("STA-02")
  void aBasicSocketMakesItTooLateToo() throws Exception {
    assertThat(closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)))).isNotNull();
    assertThat(npi().control(WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE))
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
  }
}
