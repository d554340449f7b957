package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.WskInspectAction.WskInspectAccept;
import static io.wsk.api.WskInspectAction.WskInspectPend;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_NOT_FOUND;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskFuture;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskInspectId;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** INS: connections that are dropped before they are handed over, and the races that this makes. */
public abstract class InspectDropContract extends ConditionalAccept {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
  private static final int SEVERAL = 4;
  private static final int ROUNDS = 20;
  private static final int MANY = 50;

  /** What a decision is answered that races with close and resets. */
  private static final Set<NtStatus> RACED =
      Set.of(STATUS_SUCCESS, STATUS_NOT_FOUND, STATUS_INVALID_HANDLE, STATUS_CANCELLED);

  private ConditionalListener pending(int events) throws Exception {
    return listening(new ConditionalListener(WskInspectPend), events);
  }

  private List<Inspected> several(ConditionalListener listener) throws Exception {
    List<Inspected> all = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      all.add(inspected(listener));
    }
    return all;
  }

  private static void assertReset(List<Inspected> all) {
    all.forEach(each -> assertThat(each.peer().endsInReset()).isTrue());
  }

  private static void assertAborted(ConditionalListener listener, List<Inspected> all)
      throws Exception {
    Set<WskInspectId> left = new HashSet<>();
    all.forEach(each -> left.add(each.id()));
    while (!left.isEmpty()) {
      Optional<WskInspectId> aborted = Eventually.taken("abort", listener.aborts);
      assertThat(aborted.map(left::remove)).as("abort of %s", aborted).contains(true);
    }
  }

  // ---- INS-07, INS-12: the peer -----------------------------------------------------------------

  @Test
  @WskRule({"INS-07", "INS-12", "INS-08"})
  void aResetWhilePendedAbortsOnceAndTheInspectionIsNotFound() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
    Inspected staying = inspected(listener);
    Inspected leaving = inspected(listener);
    leaving.peer().reset();
    assertAborted(listener, leaving.id());
    assertThat(complete(listener, leaving.id(), WskInspectAccept)).isEqualTo(STATUS_NOT_FOUND);
    assertNoFurtherCallback(listener);
    assertThat(complete(listener, staying.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(acceptedNext(listener, staying.peer())).isNotNull();
  }

  /** A byte at a time, so that each is read by itself. */
  @Test
  @WskRule({"INS-07", "INS-12"})
  void aResetIsNoticedThoughThePeerHasSentALittle() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT | BOTH);
    Inspected pended = inspected(listener);
    for (int i = 0; i < 50; i++) {
      pended.peer().write("x");
      Turns.of(listener.socket());
    }
    assertNoFurtherCallback(listener);
    pended.peer().reset();
    assertAborted(listener, pended.id());
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule({"INS-07", "INS-12"})
  void aResetThatIsNoticedLateIsToldOneWayOrTheOther() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT | BOTH);
    Inspected pended = inspected(listener);
    pended.peer().write(Bytes.pattern(100_000, 3)); // more than is read ahead
    pended.peer().reset();
    NtStatus completed = complete(listener, pended.id(), WskInspectAccept);
    if (completed == STATUS_SUCCESS) {
      // It may still be dropped on its way to the accept callback.
      Eventually.until(
          "abort or accept",
          () -> !listener.aborts.isEmpty() || !listener.accepting.connections.isEmpty());
    }
    TestConnection connection = listener.accepting.connections.poll();
    if (connection == null) {
      assertAborted(listener, pended.id());
    } else {
      int flags = Eventually.taken("disconnect", watch(connection).disconnects);
      assertThat(flags & WSK_FLAG_ABORTIVE).isEqualTo(WSK_FLAG_ABORTIVE);
    }
    Turns.of(listener.socket());
    assertThat(listener.aborts).isEmpty();
  }

  @Test
  @WskRule({"INS-07", "INS-12", "INS-03"})
  void aResetOfAnAcceptedConnectionThatWaitsAborts() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    Inspected first = inspected(listener);
    Inspected leaving = inspected(listener);
    Inspected last = inspected(listener);
    leaving.peer().reset();
    assertAborted(listener, leaving.id());
    assertThat(takenByRequest(listener, first.peer())).isNotNull();
    assertThat(takenByRequest(listener, last.peer())).isNotNull();
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule({"INS-07", "INS-05"})
  void aResetOfACompletedInspectionThatWaitsAborts() throws Exception {
    ConditionalListener listener = pending(0);
    Inspected pended = inspected(listener);
    assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    pended.peer().reset();
    assertAborted(listener, pended.id());
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule("INS-07")
  void aResetAfterTheConnectionWasHandedOverIsNotAborted() throws Exception {
    ConditionalListener listener =
        listening(new ConditionalListener(WskInspectAccept), WSK_EVENT_ACCEPT | BOTH);
    Inspected accepted = inspected(listener);
    TestConnection connection = acceptedNext(listener, accepted.peer());
    accepted.peer().reset();
    int flags = Eventually.taken("disconnect", connection.disconnects);
    assertThat(flags & WSK_FLAG_ABORTIVE).isEqualTo(WSK_FLAG_ABORTIVE);
    Turns.of(listener.socket());
    assertThat(listener.aborts).isEmpty();
  }

  @Test
  @WskRule({"INS-07", "IRP-10"})
  void anAbortCallbackThatThrowsOrAnswersNonsenseIsContained() throws Exception {
    expectWarning("abort");
    ConditionalListener listener = pending(0);
    listener.onAbort(
        id -> {
          throw new IllegalStateException("boom");
        });
    Inspected first = inspected(listener);
    first.peer().reset();
    assertAborted(listener, first.id());
    Eventually.until("counted", () -> harness().counted("callback.exceptions") == 1);
    listener.onAbort(id -> STATUS_UNSUCCESSFUL);
    Inspected second = inspected(listener);
    second.peer().reset();
    assertAborted(listener, second.id());
    Eventually.until("counted", () -> harness().counted("callback.bad.status") == 1);
    Inspected third = inspected(listener);
    assertThat(complete(listener, third.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    assertThat(takenByRequest(listener, third.peer())).isNotNull();
  }

  @Test
  @WskRule({"INS-07", "THR-02"})
  void whatAnAbortCallbackCausesComesWhenItHasReturned() throws Exception {
    ConditionalListener listener = pending(0);
    Inspected leaving = inspected(listener);
    Inspected staying = inspected(listener);
    assertThat(complete(listener, staying.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    Irp<WskConnectionSocket> request = Irp.allocate();
    listener.onAbort(id -> callsOf(listener, request));
    leaving.peer().reset();
    assertAborted(listener, leaving.id());
    assertTaken(request, staying);
  }

  @Test
  @WskRule({"INS-02", "THR-02"})
  void whatAnInspectCallbackCausesComesWhenItHasReturned() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    Inspected waiting = inspected(listener);
    Irp<WskConnectionSocket> request = Irp.allocate();
    listener.onInspect(
        id -> callsOf(listener, request) == STATUS_SUCCESS ? WskInspectAccept : null);
    Inspected next = inspected(listener);
    assertTaken(request, waiting);
    assertThat(takenByRequest(listener, next.peer())).isNotNull();
  }

  /** Asks for the connection that waits; success if it comes later, as it must. */
  private static NtStatus callsOf(ConditionalListener listener, Irp<WskConnectionSocket> request) {
    NtStatus asked = listener.socket().accept(0, null, null, null, null, request);
    return asked == STATUS_PENDING && request.isPending() ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
  }

  private void assertTaken(Irp<WskConnectionSocket> request, Inspected by) throws Exception {
    assertThat(request.await(Eventually.LIMIT)).isTrue();
    assertThat(request.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(get(closeLater(request.result()).getRemoteAddress()))
        .isEqualTo(by.peer().localAddress());
  }

  // ---- INS-07: close ----------------------------------------------------------------------------

  @Test
  @WskRule({"INS-07", "CLO-01", "CLO-02"})
  void closeAbortsThePendedOnesBeforeItCompletes() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
    List<Inspected> all = several(listener);
    closed(listener);
    assertThat(listener.aborts).as("aborts at the completion").hasSize(SEVERAL);
    assertAborted(listener, all);
    assertReset(all);
  }

  @Test
  @WskRule({"INS-07", "CLO-01"})
  void whatCloseDropsIsResetAlsoIfTheProviderEndsRightAfterIt() throws Exception {
    ConditionalListener listener = pending(0);
    List<Inspected> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(inspected(listener));
    }
    closed(listener);
    npi().close();
    assertThat(registration().deregister(Eventually.LIMIT).isComplete()).isTrue();
    assertReset(all);
  }

  @Test
  @WskRule({"INS-07", "CLO-01", "CLO-02"})
  void closeAbortsThoseThatWaitBeforeItCompletes() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    List<Inspected> all = several(listener);
    closed(listener);
    assertThat(listener.aborts).as("aborts at the completion").hasSize(SEVERAL);
    assertAborted(listener, all);
    assertReset(all);
  }

  @ParameterizedTest
  @EnumSource(
      value = WskInspectAction.class,
      names = {"WskInspectAccept", "WskInspectPend"})
  @WskRule({"INS-07", "CLO-04"})
  void closeInsideTheInspectCallbackAbortsThatConnectionToo(WskInspectAction answer)
      throws Exception {
    BlockingQueue<WskFuture<Void>> closings = new LinkedBlockingQueue<>();
    ConditionalListener listener = new ConditionalListener(answer);
    listener.onInspect(
        id -> {
          closings.add(listener.socket().close());
          return answer;
        });
    listening(listener, WSK_EVENT_ACCEPT);
    Inspected inspected = inspected(listener);
    get(Eventually.taken("close", closings));
    listener.markClosed();
    assertThat(listener.aborts).hasSize(1);
    assertAborted(listener, inspected.id());
    assertThat(listener.accepting.accepts).isEmpty();
    assertThat(inspected.peer().endsInReset()).isTrue();
  }

  // ---- INS-13 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"INS-13", "INS-07"})
  void pastTheLimitTheOldestIsDroppedWithAbortAndCounted() throws Exception {
    useProvider(harness().providerWithLimits(SEVERAL, SEVERAL, Duration.ZERO));
    ConditionalListener listener = pending(0);
    List<Inspected> first = several(listener);
    assertNoFurtherCallback(listener);
    assertThat(harness().counted("inspect.limited")).isZero();
    List<Inspected> second = several(listener);
    for (Inspected dropped : first) {
      assertAborted(listener, dropped.id());
      assertThat(complete(listener, dropped.id(), WskInspectAccept)).isEqualTo(STATUS_NOT_FOUND);
    }
    assertReset(first);
    assertThat(harness().counted("inspect.limited")).isEqualTo(SEVERAL);
    for (Inspected kept : second) {
      assertThat(complete(listener, kept.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
      assertThat(takenByRequest(listener, kept.peer())).isNotNull();
    }
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule({"INS-13", "INS-03"})
  void thoseThatAreDecidedOnDoNotCount() throws Exception {
    useProvider(harness().providerWithLimits(SEVERAL, 1, Duration.ZERO));
    ConditionalListener listener = pending(0);
    for (int i = 0; i < SEVERAL; i++) {
      Inspected each = inspected(listener);
      assertThat(complete(listener, each.id(), WskInspectAccept)).isEqualTo(STATUS_SUCCESS);
    }
    assertNoFurtherCallback(listener);
    assertThat(harness().counted("inspect.limited")).isZero();
  }

  @Test
  @WskRule({"INS-13", "INS-07"})
  void afterTheLimitOfTimeAPendedOneIsDroppedWithAbortAndCounted() throws Exception {
    useProvider(harness().providerWithLimits(SEVERAL, SEVERAL, Duration.ofMillis(20)));
    ConditionalListener listener = pending(0);
    for (int i = 0; i < 3; i++) {
      Inspected pended = inspected(listener);
      assertAborted(listener, pended.id());
      assertThat(pended.peer().endsInReset()).isTrue();
      assertThat(complete(listener, pended.id(), WskInspectAccept)).isEqualTo(STATUS_NOT_FOUND);
      assertThat(harness().counted("inspect.limited")).isEqualTo(i + 1L);
    }
    listener.onInspect(id -> WskInspectAccept);
    Inspected accepted = inspected(listener);
    assertThat(takenByRequest(listener, accepted.peer())).isNotNull();
    assertNoFurtherCallback(listener);
  }

  @Test
  @WskRule({"INS-13", "INS-07"})
  void allThatHaveWaitedTooLongAreDropped() throws Exception {
    useProvider(harness().providerWithLimits(SEVERAL, SEVERAL, Duration.ofMillis(50)));
    ConditionalListener listener = pending(0);
    List<Inspected> all = several(listener);
    assertAborted(listener, all);
    assertReset(all);
    Eventually.until("all are counted", () -> harness().counted("inspect.limited") == SEVERAL);
    assertNoFurtherCallback(listener);
  }

  // ---- CLO-08 -----------------------------------------------------------------------------------

  @Test
  @WskRule({"CLO-08", "INS-07"})
  void aLostListenerAbortsItsConnectionsAndTellsTheAcceptCallbackOnce() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
    List<Inspected> all = several(listener);
    harness().lose(listener.socket());
    assertThat(Eventually.taken("loss", listener.accepting.accepts).socket()).isNull();
    assertThat(listener.aborts).as("aborts before the loss is told").hasSize(SEVERAL);
    assertAborted(listener, all);
    assertReset(all);
    Irp<Void> refused =
        completed(irp -> listener.socket().inspectComplete(all.get(0).id(), WskInspectAccept, irp));
    assertThat(refused.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    closed(listener);
    assertNothingMore(listener);
  }

  @Test
  @WskRule({"CLO-08", "INS-07"})
  void aLostListenerWithoutAcceptEnabledTellsTheInspectCallbackOnce() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    List<Inspected> all = several(listener);
    harness().lose(listener.socket());
    ConditionalListener.Inspect told = Eventually.taken("loss", listener.inspects);
    assertThat(told.id()).isNull();
    assertThat(listener.aborts).as("aborts before the loss is told").hasSize(SEVERAL);
    assertAborted(listener, all);
    assertReset(all);
    closed(listener);
    assertNothingMore(listener);
  }

  private static void assertNothingMore(ConditionalListener listener) {
    assertThat(listener.inspects).isEmpty();
    assertThat(listener.aborts).isEmpty();
    assertThat(listener.accepting.accepts).isEmpty();
  }

  // ---- races ------------------------------------------------------------------------------------

  @Test
  @WskRule({"INS-07", "INS-08"})
  void aResetRacingWithTheDecisionLeadsToOneOfTheTwo() throws Exception {
    ConditionalListener listener = pending(WSK_EVENT_ACCEPT | BOTH);
    for (int round = 0; round < ROUNDS; round++) {
      Inspected pended = inspected(listener);
      Background<Void> resetting = Background.start(() -> reset(pended));
      NtStatus decided = complete(listener, pended.id(), WskInspectAccept);
      assertThat(resetting.result()).isNull();
      if (decided == STATUS_NOT_FOUND) {
        assertAborted(listener, pended.id());
      } else {
        assertThat(decided).isEqualTo(STATUS_SUCCESS);
        assertHandedOverOrAborted(listener, pended);
      }
      assertThat(listener.aborts).as("further aborts").isEmpty();
      assertThat(listener.accepting.connections).as("further accepts").isEmpty();
    }
  }

  private static Void reset(Inspected pended) throws Exception {
    pended.peer().reset();
    return null;
  }

  private void assertHandedOverOrAborted(ConditionalListener listener, Inspected pended)
      throws Exception {
    Eventually.until(
        "accept or abort",
        () -> !listener.aborts.isEmpty() || !listener.accepting.connections.isEmpty());
    TestConnection connection = listener.accepting.connections.poll();
    if (connection == null) {
      assertAborted(listener, pended.id());
    } else {
      int flags = Eventually.taken("disconnect", watch(connection).disconnects);
      assertThat(flags & WSK_FLAG_ABORTIVE).isEqualTo(WSK_FLAG_ABORTIVE);
    }
  }

  @Test
  @WskRule({"INS-07", "INS-03"})
  void aResetRacingWithARequestLeadsToOneOfTheTwo() throws Exception {
    ConditionalListener listener = listening(new ConditionalListener(WskInspectAccept), 0);
    for (int round = 0; round < ROUNDS; round++) {
      Inspected waiting = inspected(listener);
      Background<Void> resetting = Background.start(() -> reset(waiting));
      Irp<WskConnectionSocket> request = Irp.allocate();
      assertThat(listener.socket().accept(0, null, null, null, null, request))
          .isEqualTo(STATUS_PENDING);
      assertThat(resetting.result()).isNull();
      Eventually.until(
          "accept or abort", () -> request.isCompleted() || !listener.aborts.isEmpty());
      if (request.isCompleted()) {
        assertThat(request.status()).isEqualTo(STATUS_SUCCESS);
        get(request.result().close());
      } else {
        assertAborted(listener, waiting.id());
        assertThat(request.cancel()).isTrue();
        assertThat(request.await(Eventually.LIMIT)).isTrue();
        assertThat(request.status()).isEqualTo(STATUS_CANCELLED);
      }
      assertThat(listener.aborts).as("further aborts").isEmpty();
    }
  }

  @Test
  @WskRule({"INS-07", "INS-08", "CLO-02"})
  void closeRacingWithDecisionsAndResetsEndsEachConnectionOnce() throws Exception {
    breaks("CLO-05"); // some decisions come after the close
    for (int round = 0; round < ROUNDS; round++) {
      ConditionalListener listener = pending(WSK_EVENT_ACCEPT);
      List<Inspected> all = several(listener);
      Background<Void> resetting =
          Background.start(
              () -> {
                all.get(0).peer().reset();
                all.get(1).peer().reset();
                return null;
              });
      Background<List<NtStatus>> deciding = Background.start(() -> decideAll(listener, all));
      closed(listener);
      assertThat(resetting.result()).isNull();
      assertThat(deciding.result()).allMatch(RACED::contains, "one of " + RACED);
      assertEachEndedOnce(listener, all);
    }
  }

  private static List<NtStatus> decideAll(ConditionalListener listener, List<Inspected> all)
      throws InterruptedException {
    List<NtStatus> statuses = new ArrayList<>();
    for (Inspected each : all) {
      statuses.add(complete(listener, each.id(), WskInspectAccept));
    }
    return statuses;
  }

  /** By an abort or by an accept: none twice, and none forgotten. */
  private void assertEachEndedOnce(ConditionalListener listener, List<Inspected> all)
      throws Exception {
    Set<WskInspectId> aborted = new HashSet<>();
    for (Optional<WskInspectId> id : listener.aborts) {
      assertThat(aborted.add(id.orElseThrow())).as("abort of %s is the first", id).isTrue();
    }
    for (Inspected each : all) {
      boolean accepted =
          listener.accepting.accepts.stream()
              .anyMatch(accept -> accept.remote().equals(each.peer().localAddress()));
      assertThat(accepted)
          .as("accepted rather than aborted")
          .isNotEqualTo(aborted.contains(each.id()));
    }
    assertThat(listener.accepting.accepts.size() + listener.aborts.size()).isEqualTo(SEVERAL);
    for (TestConnection connection : listener.accepting.connections) {
      get(connection.socket().close());
    }
  }
}
