package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.WskInspectAction.WskInspectAccept;
import static io.wsk.api.WskInspectAction.WskInspectPend;
import static io.wsk.api.WskInspectAction.WskInspectReject;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** INS: inspections that are pended and completed later. */
public abstract class InspectPendContract extends ConditionalAccept {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  /** More than a provider reads ahead, and more than one receive buffer. */
  private static final int MUCH = 300_000;

  /** The IRP is nobody's: what it leads to is looked at. */
  private static void completeSomehow(ConditionalListener listener, WskInspectId id) {
    NtStatus status = listener.socket().inspectComplete(id, WskInspectAccept, Irp.allocate());
    assertThat(status.isSuccess()).isTrue();
  }

  private ConditionalListener pending(int events) throws Exception {
    return listening(new ConditionalListener(WskInspectPend), events);
  }

  // ---- INS-05 -----------------------------------------------------------------------------------

  @Test
  @WskRule("INS-05")
  void aPendedConnectionIsAcceptedWhenTheInspectionIsCompleted() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
    Inspected first = inspected(listener);
    Inspected second = inspected(listener);
    assertNoFurtherCallback(listener);
    // In the order of decisions, which need not be that of arrivals.
    assertThat(complete(listener, second.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(acceptedNext(listener, second.peer())).isNotNull();
    assertThat(complete(listener, first.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(acceptedNext(listener, first.peer())).isNotNull();
    assertThat(listener.aborts).isEmpty();
  }

  @Test
  @WskRule({"INS-05", "INS-03", "LIS-03"})
  void aPendedConnectionGoesToAQueuedRequestFirst() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
    Inspected pended = inspected(listener);
    Irp<WskConnectionSocket> request = Irp.allocate();
    assertThat(listener.socket().accept(0, null, null, null, null, request))
        .isEqualTo(STATUS_PENDING);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(request.await(Eventually.LIMIT)).isTrue();
    assertThat(request.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(get(closeLater(request.result()).getRemoteAddress()))
        .isEqualTo(pended.peer().localAddress());
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule({"INS-05", "INS-03"})
  void aPendedConnectionWaitsIfNobodyWantsItYet() throws Exception {
    ConditionalListener listener = pending(0);
    Inspected pended = inspected(listener);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertNoFurtherCallback(listener);
    assertThat(takenByRequest(listener, pended.peer())).isNotNull();
  }

  @Test
  @WskRule({"INS-05", "INS-04"})
  void aPendedConnectionIsRejectedWhenTheInspectionIsCompleted() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
    Inspected pended = inspected(listener);
    assertThat(complete(listener, pended.id(), WskInspectReject)).isEqualTo(STATUS_SUCCESS);
    assertThat(pended.peer().endsInReset()).isTrue();
    assertNoFurtherCallback(listener);
  }

  /** Also for the very connection that is being inspected: the answer to come is waited for. */
  @ParameterizedTest
  @EnumSource(
      value = WskInspectAction.class,
      names = {"WskInspectAccept", "WskInspectReject"})
  @WskRule("INS-05")
  void anInspectionMayBeCompletedInsideItsCallback(WskInspectAction action) throws Exception {
    BlockingQueue<Irp<Void>> irps = new LinkedBlockingQueue<>();
    ConditionalListener listener = new ConditionalListener(WskInspectPend);
    listener.onInspect(
        id -> {
          Irp<Void> irp = Irp.allocate();
          assertThat(listener.socket().inspectComplete(id, action, irp)).isEqualTo(STATUS_PENDING);
          irps.add(irp);
          return WskInspectPend;
        });
    listening(listener, WSK_EVENT_ACCEPT);
    Inspected pended = inspected(listener);
    Irp<Void> irp = Eventually.taken("completion", irps);
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    if (action == WskInspectAccept) {
      assertThat(acceptedNext(listener, pended.peer())).isNotNull();
    } else {
      assertThat(pended.peer().endsInReset()).isTrue();
      assertNoFurtherCallback(listener);
    }
  }

  @Test
  @WskRule("INS-05")
  void anInspectionMayBeCompletedInsideTheCallbacksOfOthers() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
    Inspected first = inspected(listener);
    Inspected second = inspected(listener);
    listener.onInspect(
        id -> {
          completeSomehow(listener, first.id());
          return WskInspectReject;
        });
    listener.accepting.onAccept(
        (flags, local, remote, socket, out) -> {
          if (remote.equals(first.peer().localAddress())) {
            completeSomehow(listener, second.id());
          }
          return listener.accepting.acceptByDefault(flags, local, remote, socket, out);
        });
    assertThat(inspected(listener).peer().endsInReset()).isTrue();
    assertThat(acceptedNext(listener, first.peer())).isNotNull();
    assertThat(acceptedNext(listener, second.peer())).isNotNull();
  }

  // ---- INS-06, INS-08, INS-09 -------------------------------------------------------------------

  @Test
  @WskRule("INS-06")
  void aCopyOfAnIdIsAsGood() throws Exception {
    ConditionalListener listener = pending(0);
    Inspected pended = inspected(listener);
    WskInspectId copy = new WskInspectId(pended.id().key(), pended.id().serialNumber());
    assertThat(copy).isEqualTo(pended.id()).hasSameHashCodeAs(pended.id());
    assertThat(complete(listener, copy, WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(takenByRequest(listener, pended.peer())).isNotNull();
  }

  @Test
  @WskRule("INS-08")
  void anInspectionIsCompletedOnlyOnce() throws Exception {
    ConditionalListener listener = pending(0);
    Inspected accepted = inspected(listener);
    assertThat(complete(listener, accepted.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(complete(listener, accepted.id(), WskInspectReject)).isEqualTo(STATUS_NOT_FOUND);
    assertThat(takenByRequest(listener, accepted.peer())).isNotNull();
    assertThat(complete(listener, accepted.id(), WskInspectReject)).isEqualTo(STATUS_NOT_FOUND);
    Inspected rejected = inspected(listener);
    assertThat(complete(listener, rejected.id(), WskInspectReject)).isEqualTo(STATUS_SUCCESS);
    assertThat(complete(listener, rejected.id(), WskInspectAccept)).isEqualTo(STATUS_NOT_FOUND);
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule("INS-08")
  void anInspectionThatWasNotPendedCannotBeCompleted() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    Inspected accepted = inspected(listener);
    assertThat(complete(listener, accepted.id(), WskInspectReject)).isEqualTo(STATUS_NOT_FOUND);
    assertThat(takenByRequest(listener, accepted.peer())).isNotNull();
  }

  @Test
  @WskRule("INS-08")
  void unknownIdsAreNotFoundAndDisturbNobody() throws Exception {
    ConditionalListener listener = pending(0);
    ConditionalListener other = pending(0);
    Inspected pended = inspected(listener);
    Inspected foreign = inspected(other);
    WskInspectId invented = new WskInspectId(pended.id().key(), pended.id().serialNumber() + 1000);
    for (WskInspectAction action : new WskInspectAction[] {WskInspectAccept, WskInspectReject}) {
      assertThat(complete(listener, invented, action)).isEqualTo(STATUS_NOT_FOUND);
      assertThat(complete(listener, foreign.id(), action)).isEqualTo(STATUS_NOT_FOUND);
    }
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(complete(other, foreign.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(takenByRequest(listener, pended.peer())).isNotNull();
    assertThat(takenByRequest(other, foreign.peer())).isNotNull();
  }

  @Test
  @WskRule({"INS-08", "INS-09"})
  void pendIsNoDecisionAndAnIrpIsNeeded() throws Exception {
    ConditionalListener listener = pending(0);
    Inspected pended = inspected(listener);
    assertThat(complete(listener, pended.id(), WskInspectPend)).isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(listener.socket().inspectComplete(pended.id(), WskInspectReject, null))
        .isEqualTo(STATUS_INVALID_PARAMETER);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(takenByRequest(listener, pended.peer())).isNotNull();
  }

  @Test
  @WskRule("INS-08")
  void withoutConditionalAcceptThereIsNothingToComplete() throws Exception {
    WskListenSocket plain = listen(new TestListener(), 0).socket();
    Irp<Void> refused =
        completed(irp -> plain.inspectComplete(new WskInspectId(1, 1), WskInspectAccept, irp));
    assertThat(refused.status()).isEqualTo(STATUS_INVALID_DEVICE_REQUEST);
  }

  @Test
  @WskRule({"INS-08", "CLO-05"})
  void afterCloseTheHandleIsInvalid() throws Exception {
    ConditionalListener listener = pending(0);
    Inspected pended = inspected(listener);
    closed(listener);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_INVALID_HANDLE);
  }

  // ---- INS-11, INS-12 ---------------------------------------------------------------------------

  @Test
  @WskRule({"INS-11", "LIS-05"})
  void noByteReachesTheClientBeforeTheDecisionAndNoneIsSent() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT | BOTH);
    Inspected pended = inspected(listener);
    pended.peer().write("early");
    assertNoFurtherCallback(listener);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    TestConnection connection = acceptedNext(listener, pended.peer());
    connection.awaitTaken("early");
    Turns.sendByte(connection.socket());
    assertThat(pended.peer().readText(1)).as("the first byte that is sent").isEqualTo(".");
  }

  @Test
  @WskRule({"INS-12", "DIS-04"})
  void aGracefulCloseWhilePendedIsDeliveredAfterAcceptanceDataFirst() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT | BOTH);
    Inspected pended = inspected(listener);
    pended.peer().write("data");
    pended.peer().shutdownOutput();
    assertNoFurtherCallback(listener);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    TestConnection connection = acceptedNext(listener, pended.peer());
    int flags = Eventually.taken("disconnect", connection.disconnects);
    assertThat(flags & WSK_FLAG_ABORTIVE).isZero();
    assertThat(Bytes.text(connection.takenBytes())).isEqualTo("data");
    Turns.of(connection.socket(), pended.peer());
    assertThat(connection.disconnects).isEmpty();
    assertThat(listener.aborts).isEmpty();
  }

  @Test
  @WskRule("INS-12")
  void aPeerThatHasClosedWithoutDataIsStillPended() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT | BOTH);
    Inspected pended = inspected(listener);
    pended.peer().shutdownOutput();
    assertNoFurtherCallback(listener);
    assertThat(complete(listener, pended.id(), WskInspectReject)).isEqualTo(STATUS_SUCCESS);
    assertThat(pended.peer().endsInReset()).isTrue();
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule({"INS-12", "INS-11"})
  void whatIsSentWhilePendedIsHeldBackAndArrivesWholeAfterwards() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT | BOTH);
    Inspected pended = inspected(listener);
    byte[] sent = Bytes.pattern(MUCH, 12);
    for (int i = 0; i < 100; i++) {
      pended.peer().write(new byte[] {sent[i]}); // small ones, each read by itself
      Turns.of(listener.socket());
    }
    Background<Void> writing =
        Background.start(
            () -> {
              pended.peer().write(Arrays.copyOfRange(sent, 100, sent.length));
              pended.peer().shutdownOutput();
              return null;
            });
    assertNoFurtherCallback(listener);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    TestConnection connection = acceptedNext(listener, pended.peer());
    assertThat(Eventually.taken("disconnect", connection.disconnects)).isNotNull();
    assertThat(connection.takenBytes()).isEqualTo(sent);
    assertThat(writing.result()).isNull();
  }
}
