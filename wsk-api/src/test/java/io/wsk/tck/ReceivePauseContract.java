package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Chapter REV: clients that accept a part, or nothing, or answer nonsense. */
public abstract class ReceivePauseContract extends ConnectionContract {
  // Providers name the callback WskReceiveEvent or receive.
  private static final String NAMES_THE_CALLBACK = "eceive";

  /** Answers the first call like this, and later ones with SUCCESS. */
  private static TestConnection.OnReceive firstly(TestConnection.OnReceive answer) {
    boolean[] answered = new boolean[1];
    return (flags, data, bytes, accepted) -> {
      if (answered[0]) {
        return STATUS_SUCCESS;
      }
      answered[0] = true;
      return answer.receive(flags, data, bytes, accepted);
    };
  }

  private static TestConnection.OnReceive accepting(long count) {
    return (flags, data, bytes, accepted) -> {
      accepted.set(count);
      return STATUS_SUCCESS;
    };
  }

  private static TestConnection.OnReceive answering(NtStatus status) {
    return (flags, data, bytes, accepted) -> status;
  }

  /** A connection whose first callback got "abcdef", and that is paused if it has to be. */
  private Pair afterFirst(TestConnection.OnReceive answer) throws Exception {
    TestConnection connection = new TestConnection().onReceive(firstly(answer));
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abcdef");
    TestConnection.Receive first = Eventually.taken("receive", connection.receives);
    assertThat(Bytes.text(first.data())).isEqualTo("abcdef");
    return pair;
  }

  private void assertPaused(Pair pair) throws Exception {
    // Only a receive resumes; enabling what is enabled makes the provider look, and changes
    // nothing.
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    pair.peer().write("ghi");
    turns(pair);
    assertThat(pair.connection().receives).isEmpty();
  }

  @Test
  @WskRule("REV-04")
  void whatWasNotAcceptedComesAgainAfterAReceiveCall() throws Exception {
    for (int count = 0; count < 6; count++) {
      Pair pair = afterFirst(accepting(count));
      assertPaused(pair);
      resume(pair);
      awaitTaken(pair.connection(), Bytes.of("abcdefghi"));
      TestConnection.Receive next = Eventually.taken("receive", pair.connection().receives);
      assertThat(Bytes.text(next.data())).startsWith("abcdef".substring(count));
    }
  }

  @Test
  @WskRule("REV-04")
  void acceptingExactlyAllDoesNotPause() throws Exception {
    Pair pair = afterFirst(accepting(6));
    pair.peer().write("ghi");
    awaitTaken(pair.connection(), Bytes.of("abcdefghi"));
  }

  @Test
  @WskRule("REV-04")
  void acceptingMoreThanIndicatedCountsAsAllAndIsReported() throws Exception {
    long before = harness().counted("client.errors");
    Pair pair = afterFirst(accepting(7));
    pair.peer().write("ghi");
    awaitTaken(pair.connection(), Bytes.of("abcdefghi"));
    turns(pair);
    assertThat(harness().counted("client.errors") - before).isEqualTo(1);
    // How it is reported, beside being counted, is left to the provider: perhaps in the log.
    assertThat(harness().takeWarnings()).hasSizeLessThan(2);
  }

  @Test
  @WskRule({"REV-04", "REV-05", "RCV-05"})
  void receiveTakesWhatWasLeftFirstAndResumes() throws Exception {
    Pair part = afterFirst(accepting(2));
    assertPaused(part);
    assertThat(Bytes.text(receiveExactly(part, 3))).isEqualTo("cde");
    awaitTaken(part.connection(), Bytes.of("abfghi"));
    Pair none = afterFirst(answering(STATUS_DATA_NOT_ACCEPTED));
    assertPaused(none);
    assertThat(Bytes.text(receiveExactly(none, 3))).isEqualTo("abc");
    awaitTaken(none.connection(), Bytes.of("defghi"));
  }

  @Test
  @WskRule({"REV-05", "RCV-06"})
  void declinedDataComesAgainAfterAReceiveCallAndNotBefore() throws Exception {
    Pair pair = afterFirst(answering(STATUS_DATA_NOT_ACCEPTED));
    assertPaused(pair);
    // Enabling what is enabled changes nothing; only a receive resumes.
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    assertPaused(pair);
    resume(pair);
    awaitTaken(pair.connection(), Bytes.of("abcdefghighi"));
    pair.peer().write("jkl");
    awaitTaken(pair.connection(), Bytes.of("abcdefghighijkl"));
  }

  @Test
  @WskRule("REV-05")
  void dataMayBeDeclinedAgainAndAgain() throws Exception {
    TestConnection connection = new TestConnection().onReceive(answering(STATUS_DATA_NOT_ACCEPTED));
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    for (int n = 0; n < 50; n++) {
      TestConnection.Receive call = Eventually.taken("receive", connection.receives);
      assertThat(Bytes.text(call.data())).isEqualTo("abc");
      turns(pair);
      assertThat(connection.receives).isEmpty();
      resume(pair);
    }
    connection.onReceive(answering(STATUS_SUCCESS));
    turns(pair);
    resume(pair);
    awaitTaken(connection, Bytes.of("abc"));
  }

  @Test
  @WskRule("REV-12")
  void anyOtherStatusCountsAsNotAcceptedAndIsLogged() throws Exception {
    expectWarning(NAMES_THE_CALLBACK);
    long before = harness().counted("callback.bad.status");
    Pair pair = afterFirst(answering(STATUS_UNSUCCESSFUL));
    assertPaused(pair);
    assertThat(harness().counted("callback.bad.status") - before).isEqualTo(1);
    resume(pair);
    awaitTaken(pair.connection(), Bytes.of("abcdefghi"));
  }

  @Test
  @WskRule("REV-12")
  void exceptionCountsAsNotAcceptedAndIsLoggedAndTheLoopGoesOn() throws Exception {
    expectWarning(NAMES_THE_CALLBACK);
    long before = harness().counted("callback.exceptions");
    Throwable[] causes = {new IllegalStateException("meant to be"), new AssertionError("too")};
    for (Throwable cause : causes) {
      Pair pair = afterFirst((flags, data, bytes, accepted) -> thrown(cause));
      assertPaused(pair);
      resume(pair);
      awaitTaken(pair.connection(), Bytes.of("abcdefghi"));
    }
    assertThat(harness().counted("callback.exceptions") - before).isEqualTo(2);
  }

  private static NtStatus thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) cause;
  }

  @Test
  @WskRule("REV-13")
  void pausedCallbackHoldsAtMostOneReceiveBuffer() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    long room = largestReceiveBuffer(pair);
    connection.onReceive(firstly(answering(STATUS_DATA_NOT_ACCEPTED)));
    byte[] sent = Bytes.pattern(MORE_THAN_KERNELS_HOLD, 51);
    assertHoldsAtMost(room, pair, sent, 1);
    resume(pair);
    awaitTaken(connection, afterWarmUp(sent));
  }

  @Test
  @WskRule({"REV-13", "EVT-12"})
  void disabledCallbackHoldsAtMostOneReceiveBuffer() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    long room = largestReceiveBuffer(pair);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE))
        .isEqualTo(STATUS_SUCCESS);
    byte[] sent = Bytes.pattern(MORE_THAN_KERNELS_HOLD, 52);
    assertHoldsAtMost(room, pair, sent, 0);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    awaitTaken(connection, afterWarmUp(sent));
  }

  private static final byte[] WARM_UP = Bytes.pattern(8 * MIB, 50);

  private static byte[] afterWarmUp(byte[] sent) {
    byte[] all = Arrays.copyOf(WARM_UP, WARM_UP.length + sent.length);
    System.arraycopy(sent, 0, all, WARM_UP.length, sent.length);
    return all;
  }

  /**
   * How large receive buffers have become after much traffic. A provider may let them grow, so only
   * then is the next one not larger, and two of them are more than one.
   */
  private long largestReceiveBuffer(Pair pair) throws Exception {
    AtomicLong largest = new AtomicLong();
    pair.connection()
        .onReceive(
            (flags, data, bytes, accepted) -> {
              largest.accumulateAndGet(memoryOf(data.buffer().mdl().buffer()), Math::max);
              return STATUS_SUCCESS;
            });
    CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(WARM_UP));
    awaitTaken(pair.connection(), WARM_UP);
    await(writing);
    pair.connection().receives.clear();
    return largest.get();
  }

  /** The size of the memory that a view shows a part of. */
  private static long memoryOf(ByteBuf view) {
    ByteBuf memory = view;
    while (memory.unwrap() != null) {
      memory = memory.unwrap();
    }
    return memory.capacity();
  }

  private void assertHoldsAtMost(long room, Pair pair, byte[] sent, int calls) throws Exception {
    Turns.of(pair);
    long before = harness().liveBytes();
    CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(sent));
    Eventually.until("callbacks", () -> pair.connection().receives.size() >= calls);
    for (int n = 0; n < 50; n++) {
      Turns.of(pair);
      assertThat(harness().liveBytes() - before).isLessThanOrEqualTo(room);
    }
    assertThat(pair.connection().receives).hasSize(calls);
    assertThat(writing).as("the peer is held back").isNotDone();
    // From here on it is let go, by the caller.
  }

  @Test
  @WskRule("REV-05")
  void aReceiveInsideACallbackThatDeclinesResumesIt() throws Exception {
    TestConnection connection = new TestConnection();
    ByteBuf in = emptyBuffer(2);
    Irp<Void> irp = Irp.allocate();
    connection.onReceive(
        firstly(
            (flags, data, bytes, accepted) -> {
              NtStatus unused = connection.socket().receive(WskBuf.ofWritable(in), 0, irp);
              return STATUS_DATA_NOT_ACCEPTED;
            }));
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abcdef");
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(Bytes.text(Bytes.first(in, 2))).isEqualTo("ab");
    awaitTaken(connection, Bytes.of("cdef"));
    pair.peer().write("ghi");
    awaitTaken(connection, Bytes.of("cdefghi"));
  }

  @Test
  @WskRule({"REV-12", "REV-05"})
  void anExceptionPausesAsDecliningDoes() throws Exception {
    expectWarning(NAMES_THE_CALLBACK);
    Pair pair =
        afterFirst(
            (flags, data, bytes, accepted) -> {
              throw new IllegalStateException("a test's own");
            });
    assertPaused(pair);
    resume(pair);
    awaitTaken(pair.connection(), Bytes.of("abcdefghi"));
  }
}
