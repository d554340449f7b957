package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_EVENT_PENDING;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Events.assertReceiveIsDisabled;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskFuture;
import io.wsk.api.WskSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/**
 * EVT-07 to EVT-10 and EVT-16: what a disable answers, with a call of the callback in progress and
 * without. Calls are held in progress on the event loop while the test thread makes its requests.
 */
public abstract class EventSwitchContract extends ContractTest {
  private static final int DISABLE_RECEIVE = WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE;

  /** What happened, in order. */
  private final List<String> order = new CopyOnWriteArrayList<>();

  private final Held held = new Held();

  private TestConnection holding() {
    return new TestConnection()
        .onReceive(
            (flags, data, bytes, accepted) -> {
              order.add("called");
              held.hold();
              order.add("returning");
              return STATUS_SUCCESS;
            });
  }

  /** A connection whose receive callback is in progress, with the data {@code first}. */
  private Pair heldInReceive() throws Exception {
    Pair pair = accepted(holding(), WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    closeLater(held);
    pair.peer().write("first");
    held.awaitEntered();
    return pair;
  }

  /** As {@link #heldInReceive}, with more data at hand than one call shows. */
  private Pair heldInReceive(byte[] much) throws Exception {
    Pair pair = accepted(holding(), WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    closeLater(held);
    pair.peer().write(much);
    held.awaitEntered();
    return pair;
  }

  private static void awaitAll(Pair pair, byte[] much) {
    Eventually.until("all bytes", () -> pair.connection().takenCount() >= much.length);
    assertThat(pair.connection().takenBytes()).isEqualTo(much);
  }

  private Irp<Void> noting(String what) {
    return Irp.onCompletion(() -> order.add(what));
  }

  private static void assertCompletes(Irp<?> irp) throws InterruptedException {
    assertThat(irp.await(Eventually.LIMIT)).as("%s completed", irp).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(irp.information()).isZero();
  }

  private static void assertDisabledAtOnce(WskSocket socket, int event) {
    Irp<Void> irp = Irp.allocate();
    assertThat(control(socket, WSK_EVENT_DISABLE | event, irp)).isEqualTo(STATUS_SUCCESS);
    assertThat(irp.isCompleted()).as("completed with the return").isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
  }

  // ---- EVT-07 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-07")
  void disableWithoutACallInProgressIsDoneWhenItReturns() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    assertThat(control(pair.socket(), DISABLE_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertReceiveIsDisabled(pair);
  }

  @Test
  @WskRule("EVT-07")
  void disableWithoutACallInProgressCompletesItsIrpWithTheReturn() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    pair.peer().write("earlier");
    pair.connection().awaitTaken("earlier");
    Turns.of(pair); // so that the call has returned
    assertDisabledAtOnce(pair.socket(), WSK_EVENT_RECEIVE);
    assertReceiveIsDisabled(pair);
  }

  @Test
  @WskRule("EVT-07")
  void theShortFormsEnableAndDisable() throws Exception {
    Pair pair = connected(new TestConnection());
    assertThat(pair.socket().enable(WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT))
        .isEqualTo(STATUS_SUCCESS);
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
    Turns.of(pair); // so that the call has returned
    WskFuture<Void> disabled = pair.socket().disable(WSK_EVENT_RECEIVE);
    assertThat(disabled.status()).isEqualTo(STATUS_SUCCESS);
    assertReceiveIsDisabled(pair);
  }

  @Test
  @WskRule("EVT-08")
  void theShortFormOfDisableIsPendingWhileACallIsInProgress() throws Exception {
    Pair pair = heldInReceive();
    WskFuture<Void> disabled = pair.socket().disable(WSK_EVENT_RECEIVE);
    assertThat(disabled.status()).isEqualTo(STATUS_PENDING);
    held.letGo();
    disabled.await(Eventually.LIMIT);
    assertThat(disabled.status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("EVT-04")
  void theShortFormOfEnableDoesNotDisable() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    assertThat(pair.socket().enable(DISABLE_RECEIVE)).isEqualTo(STATUS_INVALID_PARAMETER);
    pair.peer().write("data");
    pair.connection().awaitTaken("data");
  }

  @Test
  @WskRule("EVT-07")
  void aCallOfAnotherEventIsNotInTheWay() throws Exception {
    Pair pair = heldInReceive();
    assertDisabledAtOnce(pair.socket(), WSK_EVENT_DISCONNECT);
    held.letGo();
    pair.peer().shutdownOutput();
    Turns.of(pair);
    assertThat(pair.connection().disconnects).isEmpty();
  }

  @Test
  @WskRule("EVT-07")
  void aCallOnAnotherSocketIsNotInTheWayThoughItHoldsTheLoop() throws Exception {
    TestListener listener =
        listen(new TestListener().connections(this::holding), WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE);
    List<Pair> pairs = new ArrayList<>();
    // More than there are loops on a small machine, so that some share the loop that is held.
    for (int i = 0; i < 6; i++) {
      Peer peer = peerOf(listener.socket());
      TestConnection connection = watch(Eventually.taken("accept", listener.connections));
      pairs.add(new Pair(connection, connection.socket(), peer));
    }
    closeLater(held);
    pairs.get(0).peer().write("first");
    held.awaitEntered();
    for (Pair other : pairs.subList(1, pairs.size())) {
      assertDisabledAtOnce(other.socket(), WSK_EVENT_RECEIVE);
    }
    held.letGo();
    for (Pair other : pairs.subList(1, pairs.size())) {
      assertReceiveIsDisabled(other);
    }
  }

  // ---- EVT-08 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-08")
  void disableDuringACallIsPendingUntilTheCallHasReturned() throws Exception {
    Pair pair = heldInReceive();
    Irp<Void> disabled = noting("disabled");
    assertThat(control(pair.socket(), DISABLE_RECEIVE, disabled)).isEqualTo(STATUS_PENDING);
    pair.peer().write("second");
    assertThat(disabled.isPending()).isTrue();
    held.letGo();
    assertCompletes(disabled);
    Turns.of(pair);
    assertThat(order).containsExactly("called", "returning", "disabled");
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("firstsecond");
  }

  @Test
  @WskRule({"EVT-08", "EVT-12"})
  void noNewCallStartsOnceTheDisableHasBeenRequestedThoughDataIsAtHand() throws Exception {
    byte[] much = Bytes.pattern(100_000, 8);
    Pair pair = heldInReceive(much);
    Irp<Void> disabled = noting("disabled");
    assertThat(control(pair.socket(), DISABLE_RECEIVE, disabled)).isEqualTo(STATUS_PENDING);
    held.letGo();
    assertCompletes(disabled);
    Turns.of(pair);
    assertThat(order).containsExactly("called", "returning", "disabled");
    assertThat(pair.connection().takenCount()).as("shown by one call").isLessThan(much.length);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    awaitAll(pair, much);
  }

  @Test
  @WskRule({"EVT-08", "EVT-09", "EVT-11"})
  void furtherDisablesDuringTheCallArePendingToo() throws Exception {
    Pair pair = heldInReceive();
    Irp<Void> one = noting("one");
    Irp<Void> two = noting("two");
    assertThat(control(pair.socket(), DISABLE_RECEIVE, one)).isEqualTo(STATUS_PENDING);
    assertThat(control(pair.socket(), DISABLE_RECEIVE, two)).isEqualTo(STATUS_PENDING);
    assertThat(control(pair.socket(), DISABLE_RECEIVE)).isEqualTo(STATUS_EVENT_PENDING);
    assertThat(two.isPending()).as("before the call has returned").isTrue();
    held.letGo();
    assertCompletes(one);
    assertCompletes(two);
    Turns.of(pair);
    assertThat(order).containsExactly("called", "returning", "one", "two");
    assertDisabledAtOnce(pair.socket(), WSK_EVENT_RECEIVE);
  }

  @Test
  @WskRule("EVT-08")
  void disconnectIsDisabledInTheSameWay() throws Exception {
    TestConnection connection =
        new TestConnection()
            .onDisconnect(
                flags -> {
                  held.hold();
                  order.add("returning");
                  return STATUS_SUCCESS;
                });
    Pair pair = accepted(connection, WSK_EVENT_DISCONNECT);
    closeLater(held);
    pair.peer().shutdownOutput();
    held.awaitEntered();
    Irp<Void> disabled = noting("disabled");
    assertThat(control(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_DISCONNECT, disabled))
        .isEqualTo(STATUS_PENDING);
    assertThat(disabled.isPending()).isTrue();
    held.letGo();
    assertCompletes(disabled);
    assertThat(order).containsExactly("returning", "disabled");
  }

  @Test
  @WskRule({"EVT-08", "EVT-12"})
  void acceptIsDisabledInTheSameWayAndNoConnectionIsLost() throws Exception {
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          held.hold();
          return listener.acceptByDefault(flags, local, remote, socket, out);
        });
    listen(listener, WSK_EVENT_ACCEPT);
    closeLater(held);
    Peer first = peerOf(listener.socket());
    held.awaitEntered();
    Irp<Void> disabled = Irp.allocate();
    assertThat(control(listener.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT, disabled))
        .isEqualTo(STATUS_PENDING);
    Peer second = peerOf(listener.socket());
    assertThat(disabled.isPending()).isTrue();
    held.letGo();
    assertCompletes(disabled);
    Turns.of(listener.socket());
    assertThat(remotesOf(listener)).containsExactly(first.localAddress());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    watchNext(listener);
    watchNext(listener);
    assertThat(remotesOf(listener)).containsExactly(first.localAddress(), second.localAddress());
  }

  @Test
  @WskRule({"EVT-12", "EVT-10"})
  void connectionsThatCameTogetherAreNotLostWhenTheFirstDisablesAccept() throws Exception {
    BlockingQueue<NtStatus> answers = new LinkedBlockingQueue<>();
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          answers.add(control(listener.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT));
          return listener.acceptByDefault(flags, local, remote, socket, out);
        });
    listen(listener, 0);
    // Both are with the host before the first is accepted, so one look at the host may bring both.
    Peer first = peerOf(listener.socket());
    Peer second = peerOf(listener.socket());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    watchNext(listener);
    assertThat(Eventually.taken("disable", answers)).isEqualTo(STATUS_EVENT_PENDING);
    Turns.of(listener.socket());
    assertThat(remotesOf(listener)).containsExactly(first.localAddress());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    watchNext(listener);
    assertThat(remotesOf(listener)).containsExactly(first.localAddress(), second.localAddress());
  }

  private void watchNext(TestListener listener) throws InterruptedException {
    assertThat(watch(Eventually.taken("accept callback", listener.connections))).isNotNull();
  }

  private static List<Object> remotesOf(TestListener listener) {
    List<Object> remotes = new ArrayList<>();
    listener.accepts.forEach(accept -> remotes.add(accept.remote()));
    return remotes;
  }

  // ---- EVT-09 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-09")
  void disableDuringACallWithoutAnIrpIsEventPending() throws Exception {
    Pair pair = heldInReceive();
    NtStatus answer = control(pair.socket(), DISABLE_RECEIVE);
    assertThat(answer).isEqualTo(STATUS_EVENT_PENDING);
    assertThat(answer.isSuccess()).isTrue();
    pair.peer().write("second");
    held.letGo();
    Turns.of(pair);
    assertThat(order).containsExactly("called", "returning");
    // The call has returned: a further disable finds none in progress.
    assertDisabledAtOnce(pair.socket(), WSK_EVENT_RECEIVE);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("firstsecond");
  }

  // ---- EVT-10 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-10")
  void disableInsideTheCallbackIsPendingUntilItReturns() throws Exception {
    Irp<Void> disabled = noting("disabled");
    BlockingQueue<NtStatus> answers = new LinkedBlockingQueue<>();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          if (answers.isEmpty()) {
            answers.add(control(connection.socket(), DISABLE_RECEIVE, disabled));
            answers.add(disabled.status());
          }
          order.add("returning");
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("first");
    assertCompletes(disabled);
    // The second answer is the IRP's status as the callback saw it.
    assertThat(answers).containsExactly(STATUS_PENDING, STATUS_PENDING);
    assertReceiveIsDisabled(pair);
    assertThat(order).containsExactly("returning", "disabled");
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.connection().awaitTaken("firstabc");
  }

  @Test
  @WskRule({"EVT-10", "EVT-09", "EVT-07"})
  void insideTheCallbackOnlyItsOwnEventIsPending() throws Exception {
    BlockingQueue<NtStatus> answers = new LinkedBlockingQueue<>();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          answers.add(control(connection.socket(), WSK_EVENT_DISABLE | WSK_EVENT_DISCONNECT));
          answers.add(control(connection.socket(), DISABLE_RECEIVE));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    pair.peer().write("first");
    assertThat(Eventually.taken("disable of disconnect", answers)).isEqualTo(STATUS_SUCCESS);
    assertThat(Eventually.taken("disable of receive", answers)).isEqualTo(STATUS_EVENT_PENDING);
    assertReceiveIsDisabled(pair);
    assertThat(answers).isEmpty();
  }

  // ---- EVT-16 -----------------------------------------------------------------------------------

  @Test
  @WskRule("EVT-16")
  void enablingWhileADisableIsPendingComesAfterIt() throws Exception {
    Pair pair = heldInReceive();
    Irp<Void> disabled = noting("disabled");
    assertThat(control(pair.socket(), DISABLE_RECEIVE, disabled)).isEqualTo(STATUS_PENDING);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.peer().write("second");
    assertThat(disabled.isPending()).as("before the call has returned").isTrue();
    held.letGo();
    assertCompletes(disabled);
    pair.connection().awaitTaken("firstsecond");
    assertThat(order)
        .startsWith("called", "returning", "disabled", "called")
        .containsOnlyOnce("disabled");
  }

  @Test
  @WskRule("EVT-16")
  void enablingWhileADisableIsPendingWaitsForItThoughDataIsAtHand() throws Exception {
    byte[] much = Bytes.pattern(100_000, 16);
    Pair pair = heldInReceive(much);
    Irp<Void> disabled = noting("disabled");
    assertThat(control(pair.socket(), DISABLE_RECEIVE, disabled)).isEqualTo(STATUS_PENDING);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    held.letGo();
    assertCompletes(disabled);
    awaitAll(pair, much);
    assertThat(order).startsWith("called", "returning", "disabled", "called");
  }

  @Test
  @WskRule({"EVT-16", "EVT-09"})
  void enablingAfterAnEventPendingDisableComesAfterIt() throws Exception {
    Pair pair = heldInReceive();
    assertThat(control(pair.socket(), DISABLE_RECEIVE)).isEqualTo(STATUS_EVENT_PENDING);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    held.letGo();
    pair.peer().write("second");
    pair.connection().awaitTaken("firstsecond");
  }

  @Test
  @WskRule("EVT-16")
  void theLastOfSeveralRequestsDecidesAndEachIrpCompletes() throws Exception {
    Pair pair = heldInReceive();
    Irp<Void> one = noting("one");
    Irp<Void> two = noting("two");
    assertThat(control(pair.socket(), DISABLE_RECEIVE, one)).isEqualTo(STATUS_PENDING);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertThat(control(pair.socket(), DISABLE_RECEIVE, two)).isEqualTo(STATUS_PENDING);
    pair.peer().write("second");
    held.letGo();
    assertCompletes(one);
    assertCompletes(two);
    Turns.of(pair);
    assertThat(order).containsExactly("called", "returning", "one", "two");
  }
}
