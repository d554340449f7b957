package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Ws2Def.SOL_SOCKET;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.WskInspectAction.WskInspectAccept;
import static io.wsk.api.WskInspectAction.WskInspectPend;
import static io.wsk.api.WskInspectAction.WskInspectReject;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_QUERY_INSPECT_ID;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.api.control.SocketOptions.SO_RCVBUF;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBasicSocket;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketOption;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** INS: switching conditional accept on, and decisions that the inspect callback makes at once. */
public abstract class InspectContract extends ConditionalAccept {
  private static final int SEVERAL = 4;

  private static NtStatus set(WskSocket socket, boolean value) throws InterruptedException {
    return InspectContract.<Void>completed(
            irp -> socket.control(SO_CONDITIONAL_ACCEPT.set(value), irp))
        .status();
  }

  private static NtStatus getStatus(WskSocket socket) throws InterruptedException {
    return InspectContract.<Void>completed(
            irp -> socket.control(SO_CONDITIONAL_ACCEPT.get(ControlOutput.unlimited()), irp))
        .status();
  }

  private WskListenSocket unbound(WskClientListenDispatch<ConditionalListener> dispatch)
      throws Exception {
    ConditionalListener context = new ConditionalListener(WskInspectReject);
    return closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, context, dispatch)));
  }

  // ---- INS-01 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"INS-01", "OPT-01"})
  void conditionalAcceptIsOffUntilItIsSetAndCanBeRead() throws Exception {
    WskListenSocket listener = unbound(ConditionalListener.DISPATCH);
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isFalse();
    assertThat(set(listener, true)).isEqualTo(STATUS_SUCCESS);
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isTrue();
    assertThat(set(listener, false)).isEqualTo(STATUS_SUCCESS);
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isFalse();
  }

  @Test
  @WskRule({"INS-01", "IRP-03"})
  void settingAndReadingNeedAnIrp() throws Exception {
    WskListenSocket listener = unbound(ConditionalListener.DISPATCH);
    assertThat(listener.control(SO_CONDITIONAL_ACCEPT.set(true), null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isFalse();
    assertThat(listener.control(SO_CONDITIONAL_ACCEPT.get(ControlOutput.unlimited()), null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
  }

  @Test
  @WskRule("INS-01")
  void afterBindItIsTooLate() throws Exception {
    WskListenSocket listener = unbound(ConditionalListener.DISPATCH);
    get(listener.bind(anyLoopback()));
    assertThat(set(listener, true)).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(set(listener, false)).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isFalse();
  }

  @Test
  @WskRule("INS-01")
  void behindABindThatIsUnderWayItIsTooLate() throws Exception {
    WskListenSocket listener = unbound(ConditionalListener.DISPATCH);
    Irp<Void> bound = Irp.allocate();
    Irp<Void> set = Irp.allocate();
    // Both in one turn of the loop, so that the bind has begun and not ended.
    Irp<Void> turn =
        Irp.onCompletion(
            () -> {
              assertThat(listener.bind(anyLoopback(), 0, bound)).isEqualTo(STATUS_PENDING);
              assertThat(listener.control(SO_CONDITIONAL_ACCEPT.set(true), set)).isNotNull();
            });
    assertThat(listener.control(SO_RCVBUF.get(ControlOutput.unlimited()), turn))
        .isEqualTo(STATUS_PENDING);
    assertThat(set.await(Eventually.LIMIT)).isTrue();
    assertThat(set.status()).isEqualTo(STATUS_INVALID_DEVICE_STATE);
    assertThat(bound.await(Eventually.LIMIT)).isTrue();
    assertThat(bound.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isFalse();
  }

  @Test
  @WskRule("INS-01")
  void afterABindThatFailedItIsNotTooLate() throws Exception {
    Peer.Server taken = closeLater(new Peer.Server());
    ConditionalListener context = new ConditionalListener(WskInspectReject);
    WskListenSocket listener = unbound(context);
    Irp<Void> failed = completed(irp -> listener.bind(taken.address(), 0, irp));
    assertThat(failed.status().isSuccess()).isFalse();
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isTrue();
    assertThat(set(listener, false)).isEqualTo(STATUS_SUCCESS);
    assertThat(set(listener, true)).isEqualTo(STATUS_SUCCESS);
    get(listener.bind(anyLoopback()));
    assertThat(inspected(context).peer().endsInReset()).isTrue();
  }

  @Test
  @WskRule("INS-01")
  void otherCategoriesHaveNoConditionalAccept() throws Exception {
    WskBasicSocket basic = closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    for (WskSocket socket : List.of(basic, unbound())) {
      assertThat(set(socket, true)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
      assertThat(set(socket, false)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
      assertThat(getStatus(socket)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
    }
  }

  @Test
  @WskRule("INS-01")
  void bothCallbacksAreNeeded() throws Exception {
    WskClientListenDispatch<ConditionalListener> full = ConditionalListener.DISPATCH;
    for (WskClientListenDispatch<ConditionalListener> lacking :
        List.of(
            new WskClientListenDispatch<>(full.acceptEvent()),
            new WskClientListenDispatch<>(full.acceptEvent(), full.inspectEvent(), null),
            new WskClientListenDispatch<>(full.acceptEvent(), null, full.abortEvent()))) {
      WskListenSocket listener = unbound(lacking);
      assertThat(set(listener, true)).isEqualTo(STATUS_INVALID_PARAMETER);
      assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isFalse();
      assertThat(set(listener, false)).isEqualTo(STATUS_SUCCESS);
    }
  }

  @Test
  @WskRule({"INS-01", "OPT-05"})
  void aValueOfAnotherTypeIsRefused() throws Exception {
    SocketOption<Long> mistyped =
        SocketOption.of("mistyped", SOL_SOCKET, SO_CONDITIONAL_ACCEPT.code(), Long.class);
    WskListenSocket listener = unbound(ConditionalListener.DISPATCH);
    Irp<Void> refused = completed(irp -> listener.control(mistyped.set(1L), irp));
    assertThat(refused.status()).isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    assertThat(get(listener.get(SO_CONDITIONAL_ACCEPT))).isFalse();
  }

  @Test
  @WskRule("INS-01")
  void withoutTheOptionNothingIsInspected() throws Exception {
    ConditionalListener context = new ConditionalListener(WskInspectReject);
    context.socket(listen(context, ConditionalListener.DISPATCH));
    assertThat(control(context.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(acceptedNext(context, peerOf(context.socket()))).isNotNull();
    assertThat(context.inspects).isEmpty();
  }

  // ---- INS-02 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"INS-02", "LIS-09"})
  void everyConnectionIsInspectedWithItsAddressesAndAnIdOfItsOwn() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectPend), 0);
    Set<WskInspectId> ids = new HashSet<>();
    for (int i = 0; i < SEVERAL; i++) {
      Peer peer = peerOf(listener.socket());
      ConditionalListener.Inspect call = Eventually.taken("inspect", listener.inspects);
      assertThat(call.local()).isEqualTo(addressOf(listener.socket()));
      assertThat(call.remote()).isEqualTo(peer.localAddress());
      assertThat(ids.add(call.id())).as("a new id: %s", call.id()).isTrue();
    }
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule({"INS-02", "LIS-03"})
  void inspectComesBeforeAccept() throws Exception {
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    ConditionalListener listener =
        new ConditionalListener(
            id -> {
              order.add("inspect");
              return WskInspectAccept;
            });
    listener.accepting.onAccept(
        (flags, local, remote, socket, out) -> {
          order.add("accept");
          return listener.accepting.acceptByDefault(flags, local, remote, socket, out);
        });
    listening(listener, WSK_EVENT_ACCEPT);
    for (int i = 0; i < SEVERAL; i++) {
      Peer peer = peerOf(listener.socket());
      assertThat(acceptedNext(listener, peer)).isNotNull();
      assertThat(order).containsExactly("inspect", "accept");
      order.clear();
    }
  }

  @Test
  @WskRule({"INS-02", "EVT-14"})
  void enablingAndDisablingAcceptDoesNotSwitchInspect() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectReject), 0);
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    Irp<Void> disabled =
        completed(irp -> control(listener.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT, irp));
    assertThat(disabled.status()).isEqualTo(STATUS_SUCCESS);
    Turns.of(listener.socket());
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    assertNoFurtherCallback(listener);
  }

  // ---- INS-03 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"INS-03", "LIS-03"})
  void anAcceptedConnectionGoesToAQueuedRequestFirstAndElseToTheCallback() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    Irp<WskConnectionSocket> request = Irp.allocate();
    assertThat(listener.socket().accept(0, null, null, null, null, request))
        .isEqualTo(STATUS_PENDING);
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    Peer first = inspected(listener).peer();
    assertThat(request.await(Eventually.LIMIT)).isTrue();
    assertThat(get(closeLater(request.result()).getRemoteAddress()))
        .isEqualTo(first.localAddress());
    Peer second = inspected(listener).peer();
    assertThat(acceptedNext(listener, second)).isNotNull();
  }

  @Test
  @WskRule("INS-03")
  void anAcceptedConnectionWaitsForARequestInTheOrderOfDecisions() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      peers.add(inspected(listener).peer());
    }
    assertNoFurtherCallback(listener);
    for (Peer peer : peers) {
      assertThat(takenByRequest(listener, peer)).isNotNull();
    }
  }

  @Test
  @WskRule("INS-03")
  void anAcceptedConnectionWaitsForTheCallbackToBeEnabled() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    Peer first = inspected(listener).peer();
    Peer second = inspected(listener).peer();
    assertNoFurtherCallback(listener);
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    assertThat(acceptedNext(listener, first)).isNotNull();
    assertThat(acceptedNext(listener, second)).isNotNull();
    assertNoFurtherCallbackButAccept(listener, 2);
  }

  private static void assertNoFurtherCallbackButAccept(ConditionalListener listener, int accepts)
      throws Exception {
    Turns.of(listener.socket());
    assertThat(listener.accepting.accepts).hasSize(accepts);
    assertThat(listener.inspects).isEmpty();
    assertThat(listener.aborts).isEmpty();
  }

  @Test
  @WskRule("INS-03")
  void asManyWaitAsTheBacklogSaysAndTheNextOnesAreInspectedLater() throws Exception {
    useProvider(harness().providerWithLimits(SEVERAL, SEVERAL, Duration.ZERO));
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      peers.add(inspected(listener).peer());
    }
    Peer beyond = peerOf(listener.socket());
    assertNoFurtherCallback(listener);
    for (Peer peer : peers) {
      assertThat(takenByRequest(listener, peer)).isNotNull();
    }
    assertThat(Eventually.taken("inspect", listener.inspects).remote())
        .isEqualTo(beyond.localAddress());
    assertThat(takenByRequest(listener, beyond)).isNotNull();
  }

  @Test
  @WskRule({"INS-03", "LIS-04", "INS-07"})
  void aConnectionThatTheAcceptCallbackTurnsDownIsNotAborted() throws Exception {
    ConditionalListener listener = new ConditionalListener(WskInspectAccept);
    listener.accepting.onAccept((flags, local, remote, socket, out) -> STATUS_REQUEST_NOT_ACCEPTED);
    listening(listener, WSK_EVENT_ACCEPT);
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    assertThat(Eventually.taken("accept", listener.accepting.accepts).socket()).isNotNull();
    assertNoFurtherCallback(listener);
  }

  // ---- INS-04 -----------------------------------------------------------------------------------

  @Test
  @WskRule("INS-04")
  void aRejectedConnectionIsResetAndNeitherAcceptedNorAborted() throws Exception {
    ConditionalListener listener =
        listening(new ConditionalListener(WskInspectReject), WSK_EVENT_ACCEPT);
    for (int i = 0; i < SEVERAL; i++) {
      assertThat(inspected(listener).peer().endsInReset()).isTrue();
    }
    Irp<WskConnectionSocket> request = Irp.allocate();
    assertThat(listener.socket().accept(0, null, null, null, null, request))
        .isEqualTo(STATUS_PENDING);
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    assertThat(request.isPending()).isTrue();
    assertNoFurtherCallback(listener);
    assertThat(request.cancel()).isTrue();
    assertThat(request.await(Eventually.LIMIT)).isTrue();
  }

  // ---- INS-10 -----------------------------------------------------------------------------------

  private static NtStatus queryId(WskSocket socket, ControlOutput<WskInspectId> out) {
    return socket.control(SIO_WSK_QUERY_INSPECT_ID.request(out), null);
  }

  private static void assertHasId(WskConnectionSocket socket, WskInspectId id) {
    ControlOutput<WskInspectId> out = ControlOutput.unlimited();
    assertThat(queryId(socket, out)).isEqualTo(STATUS_SUCCESS);
    assertThat(out.get()).isEqualTo(id);
  }

  @Test
  @WskRule("INS-10")
  void anAcceptedConnectionKnowsItsInspectId() throws Exception {
    BlockingQueue<WskInspectId> seenInAccept = new LinkedBlockingQueue<>();
    ConditionalListener listener = new ConditionalListener(WskInspectAccept);
    listener.accepting.onAccept(
        (flags, local, remote, socket, out) -> {
          ControlOutput<WskInspectId> id = ControlOutput.unlimited();
          assertThat(queryId(socket, id)).isEqualTo(STATUS_SUCCESS);
          seenInAccept.add(id.get());
          return listener.accepting.acceptByDefault(flags, local, remote, socket, out);
        });
    listening(listener, 0);
    Inspected byRequest = inspected(listener);
    assertHasId(takenByRequest(listener, byRequest.peer()), byRequest.id());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    Inspected byCallback = inspected(listener);
    TestConnection connection = acceptedNext(listener, byCallback.peer());
    assertThat(Eventually.taken("id", seenInAccept)).isEqualTo(byCallback.id());
    assertHasId(connection.socket(), byCallback.id());
  }

  @Test
  @WskRule("INS-10")
  void otherSocketsHaveNoInspectId() throws Exception {
    WskBasicSocket basic = closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    ConditionalListener listener = listening(new ConditionalListener(WskInspectReject), 0);
    Pair uninspected = accepted(new TestConnection(), 0);
    List<WskSocket> others =
        List.of(
            basic,
            listener.socket(),
            unbound(),
            uninspected.socket(),
            connected(new TestConnection()).socket());
    for (WskSocket socket : others) {
      ControlOutput<WskInspectId> out = ControlOutput.unlimited();
      assertThat(queryId(socket, out)).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
      assertThat(out.value()).isNull();
    }
  }

  @Test
  @WskRule({"INS-10", "IRP-07", "OPT-05"})
  void theIdIsRefusedWithAnIrpOrWithoutRoom() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    WskConnectionSocket socket = takenByRequest(listener, peerOf(listener.socket()));
    ControlOutput<WskInspectId> out = ControlOutput.ofCapacity(8);
    assertThat(queryId(socket, out)).isEqualTo(STATUS_BUFFER_OVERFLOW);
    assertThat(out.sizeReturned()).isEqualTo(16);
    assertThat(socket.control(SIO_WSK_QUERY_INSPECT_ID.request(), null))
        .isEqualTo(STATUS_INVALID_BUFFER_SIZE);
    Irp<Void> irp = completed(i -> socket.control(SIO_WSK_QUERY_INSPECT_ID.request(out), i));
    assertThat(irp.status()).isEqualTo(STATUS_INVALID_PARAMETER);
  }

  // ---- INS-14 -----------------------------------------------------------------------------------

  @Test
  @WskRule("INS-14")
  void anInspectCallbackThatThrowsRejects() throws Exception {
    expectWarning("inspect");
    ConditionalListener listener =
        new ConditionalListener(
            id -> {
              throw new IllegalStateException("boom");
            });
    listening(listener, WSK_EVENT_ACCEPT);
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    assertThat(harness().counted("callback.exceptions")).isEqualTo(1);
    listener.onInspect(id -> WskInspectAccept);
    assertThat(acceptedNext(listener, inspected(listener).peer())).isNotNull();
    assertThat(listener.aborts).isEmpty();
  }

  @Test
  @WskRule("INS-14")
  void anInspectCallbackThatAnswersNothingRejects() throws Exception {
    expectWarning("inspect");
    ConditionalListener listener = listening(new ConditionalListener(id -> null), 0);
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    assertThat(harness().counted("callback.bad.status")).isEqualTo(1);
    listener.onInspect(id -> WskInspectAccept);
    assertThat(takenByRequest(listener, inspected(listener).peer())).isNotNull();
    assertThat(listener.aborts).isEmpty();
  }
}
