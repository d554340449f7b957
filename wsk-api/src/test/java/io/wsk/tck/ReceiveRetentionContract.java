package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_RELEASE_ASAP;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Chapter REV: clients that keep indications and release them later. */
public abstract class ReceiveRetentionContract extends ConnectionContract {
  /** An indication that was kept, and what it held when it came. */
  @SuppressWarnings("ArrayRecordComponent") // read by tests, never compared
  private record Kept(WskDataIndication node, byte[] bytes) {}

  /** Keeps every list, cut into its nodes. */
  private static final class Keeper implements TestConnection.OnReceive {
    final BlockingQueue<Kept> kept = new LinkedBlockingQueue<>();

    @Override
    public NtStatus receive(int flags, WskDataIndication data, long bytes, BytesAccepted accepted) {
      for (WskDataIndication node = data; node != null; ) {
        final WskDataIndication next = node.next();
        node.setNext(null);
        kept.add(new Kept(node, Bytes.copy(node.buffer())));
        node = next;
      }
      return STATUS_PENDING;
    }
  }

  private static void release(Pair pair, Kept kept) {
    assertThat(Bytes.copy(kept.node().buffer())).as("kept bytes").isEqualTo(kept.bytes());
    assertThat(pair.socket().release(kept.node())).isEqualTo(STATUS_SUCCESS);
  }

  private static void releaseAll(Pair pair, Keeper keeper) {
    List<Kept> all = new ArrayList<>();
    keeper.kept.drainTo(all);
    all.forEach(kept -> release(pair, kept));
  }

  @Test
  @WskRule("REV-06")
  void callbacksGoOnWhileListsAreKept() throws Exception {
    Keeper keeper = new Keeper();
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  accepted.set(0);
                  return keeper.receive(flags, data, bytes, accepted);
                });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    StringBuilder sent = new StringBuilder();
    for (int n = 0; n < 20; n++) {
      pair.peer().write("part " + n + ";");
      sent.append("part " + n + ";");
      // BytesAccepted says 0 and is ignored: nothing pauses, nothing comes twice.
      awaitTaken(connection, Bytes.of(sent.toString()));
    }
    turns(pair);
    assertThat(connection.takenBytes()).isEqualTo(Bytes.of(sent.toString()));
    releaseAll(pair, keeper);
  }

  @Test
  @WskRule("REV-06")
  void wholeListIsReleasedByItsFirstNode() throws Exception {
    BlockingQueue<WskDataIndication> lists = new LinkedBlockingQueue<>();
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  lists.add(data);
                  return STATUS_PENDING;
                });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    await(inBackground(() -> pair.peer().write(new byte[200_000])));
    awaitTaken(connection, new byte[200_000]);
    // The leak check of the base fails if a node of a list stays behind.
    for (WskDataIndication list; (list = lists.poll()) != null; ) {
      assertThat(pair.socket().release(list)).isEqualTo(STATUS_SUCCESS);
    }
  }

  @Test
  @WskRule("REV-07")
  void releaseInsideTheCallbackThatAnswersPendingIsFine() throws Exception {
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          for (WskDataIndication node = data; node != null; ) {
            WskDataIndication next = node.next();
            node.setNext(null);
            assertThat(connection.socket().release(node)).isEqualTo(STATUS_SUCCESS);
            node = next;
          }
          return STATUS_PENDING;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    turns(pair);
    long before = harness().liveBytes();
    byte[] sent = Bytes.pattern(4 * MIB, 61);
    await(inBackground(() -> pair.peer().write(sent)));
    awaitTaken(connection, sent);
    Eventually.until("memory given back", () -> harness().liveBytes() - before < MIB);
  }

  @Test
  @WskRule("REV-07")
  void nodesAreReleasedInAnyOrderByAnyThread() throws Exception {
    Keeper keeper = new Keeper();
    TestConnection connection = new TestConnection().onReceive(keeper);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    turns(pair);
    long before = harness().liveBytes();
    byte[] sent = Bytes.pattern(16 * MIB, 62);
    CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(sent));
    List<CompletableFuture<Void>> releasing = new ArrayList<>();
    AtomicLong released = new AtomicLong();
    for (int t = 0; t < 2; t++) {
      Random random = new Random(t);
      releasing.add(inBackground(() -> releaseRandomly(pair, keeper, random, released, sent)));
    }
    awaitTaken(connection, sent);
    await(writing);
    for (CompletableFuture<Void> thread : releasing) {
      await(thread);
    }
    Eventually.until("memory given back", () -> harness().liveBytes() - before < MIB);
  }

  /** Holds up to three nodes, and releases one of them at random, until all bytes are released. */
  private static void releaseRandomly(
      Pair pair, Keeper keeper, Random random, AtomicLong released, byte[] sent) {
    List<Kept> mine = new ArrayList<>();
    long deadline = System.nanoTime() + Eventually.LIMIT.toNanos();
    while (released.get() < sent.length && System.nanoTime() < deadline) {
      Kept fresh = keeper.kept.poll();
      if (fresh != null) {
        mine.add(fresh);
      }
      if (!mine.isEmpty() && (fresh == null || mine.size() > 3)) {
        Kept one = mine.remove(random.nextInt(mine.size()));
        release(pair, one);
        released.addAndGet(one.bytes().length);
      }
      Thread.onSpinWait();
    }
  }

  @Test
  @WskRule("REV-07")
  void nodesKeptForLongSurviveALaterTransferAndGoBackInReverse() throws Exception {
    Keeper keeper = new Keeper();
    TestConnection connection = new TestConnection().onReceive(keeper);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    byte[] early = Bytes.pattern(50_000, 63);
    pair.peer().write(early);
    awaitTaken(connection, early);
    turns(pair);
    List<Kept> kept = new ArrayList<>();
    keeper.kept.drainTo(kept);
    connection.onReceive((flags, data, bytes, accepted) -> STATUS_SUCCESS);
    await(inBackground(() -> pair.peer().write(new byte[4 * MIB])));
    Eventually.until("rest", () -> connection.takenCount() == early.length + 4 * MIB);
    Collections.reverse(kept);
    kept.forEach(one -> release(pair, one));
  }

  @Test
  @WskRule("REV-07")
  void releaseOfWhatIsNotKeptIsRefused() throws Exception {
    Keeper keeper = new Keeper();
    Pair pair = accepted(new TestConnection().onReceive(keeper), WSK_EVENT_RECEIVE);
    Pair other = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    Kept kept = Eventually.taken("indication", keeper.kept);
    turns(pair);
    assertThat(other.socket().release(kept.node())).isEqualTo(STATUS_INVALID_PARAMETER);
    release(pair, kept);
    assertThat(pair.socket().release(kept.node())).isEqualTo(STATUS_INVALID_PARAMETER);
    turns(pair);
    turns(other);
    // A provider may log such a client error; the answer is what the contract asks for.
    assertThat(harness().takeWarnings()).hasSizeLessThan(3);
  }

  @Test
  @WskRule("REV-07")
  void releaseOfWhatACallbackTookIsRefusedAndTheNextIsKept() throws Exception {
    BlockingQueue<WskDataIndication> taken = new LinkedBlockingQueue<>();
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  taken.add(data);
                  return STATUS_SUCCESS;
                });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    WskDataIndication late = Eventually.taken("indication", taken);
    turns(pair);
    assertThat(pair.socket().release(late)).isEqualTo(STATUS_INVALID_PARAMETER);
    Keeper keeper = new Keeper();
    connection.onReceive(keeper);
    pair.peer().write("def");
    Kept kept = Eventually.taken("kept", keeper.kept);
    turns(pair);
    // Memory that is not kept would be somebody else's by now.
    release(pair, kept);
    assertThat(kept.bytes()).isEqualTo(Bytes.of("def"));
    assertThat(harness().takeWarnings()).hasSizeLessThan(2);
  }

  @Test
  @WskRule("REV-08")
  void releaseAsapIsSetWhileMoreThanTheMarkIsKept() throws Exception {
    Keeper keeper = new Keeper();
    TestConnection connection = new TestConnection().onReceive(keeper);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    CompletableFuture<Void> writing =
        inBackground(
            () -> pair.peer().write(new byte[(int) harness().retainedBytesAsapMark() + 1]));
    Eventually.until(
        "the mark passed", () -> connection.takenCount() == harness().retainedBytesAsapMark() + 1);
    await(writing);
    assertThat(asap(Eventually.taken("first", connection.receives))).isFalse();
    connection.receives.clear();
    pair.peer().write("x");
    assertThat(asap(Eventually.taken("past the mark", connection.receives))).isTrue();
    turns(pair);
    releaseAll(pair, keeper);
    turns(pair);
    pair.peer().write("y");
    assertThat(asap(Eventually.taken("all released", connection.receives))).isFalse();
    turns(pair);
    releaseAll(pair, keeper);
  }

  private static boolean asap(TestConnection.Receive call) {
    return (call.flags() & WSK_FLAG_RELEASE_ASAP) != 0;
  }

  @Test
  @WskRule("REV-08")
  void readingStopsPastTheSecondMarkUntilEnoughIsReleased() throws Exception {
    Keeper keeper = new Keeper();
    TestConnection connection = new TestConnection().onReceive(keeper);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    long mark = harness().retainedBytesStopMark();
    byte[] sent = Bytes.pattern((int) mark + 16 * MIB, 64);
    CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(sent));
    Eventually.until("the mark reached", () -> connection.takenCount() >= mark);
    for (int n = 0; n < 50; n++) {
      turns(pair);
    }
    // Past the mark by what one read may bring, not by what the peer offers.
    assertThat((long) connection.takenCount()).isBetween(mark, mark + MIB);
    connection.onReceive((flags, data, bytes, accepted) -> STATUS_SUCCESS);
    releaseAll(pair, keeper);
    awaitTaken(connection, sent);
    await(writing);
  }

  @Test
  @WskRule({"REV-06", "CLO-06"})
  void keptIndicationStaysValidAfterCloseAndReset() throws Exception {
    Keeper keeper = new Keeper();
    TestConnection connection = new TestConnection().onReceive(keeper);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    Kept kept = Eventually.taken("indication", keeper.kept);
    pair.peer().reset();
    Irp<Void> closed = completed(i -> pair.socket().close(i));
    ends(closed, STATUS_SUCCESS, 0);
    connection.markClosed();
    release(pair, kept);
  }

  @Test
  @WskRule({"REV-07", "REV-08"})
  void indicationsThatTheClientHasLinkedAreReleasedByOneCall() throws Exception {
    Keeper keeper = new Keeper();
    Pair pair = accepted(new TestConnection().onReceive(keeper), WSK_EVENT_RECEIVE);
    WskDataIndication head = null;
    List<Kept> all = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      pair.peer().write("part " + n);
      Kept kept = Eventually.taken("kept", keeper.kept);
      kept.node().setNext(head);
      head = kept.node();
      all.add(kept);
    }
    assertThat(pair.socket().release(head)).isEqualTo(STATUS_SUCCESS);
    // None is left to be released.
    expectWarning("elease"); // how a log line names it, with a capital or without
    for (Kept kept : all) {
      kept.node().setNext(null);
      assertThat(pair.socket().release(kept.node())).isEqualTo(STATUS_INVALID_PARAMETER);
    }
  }
}
