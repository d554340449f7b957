package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.BytesAccepted;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Chapters REV and SND: long streams through every answer that a receive callback may give. */
public abstract class ReceiveStreamContract extends ConnectionContract {
  /** Answers at random, but always the same way for one seed and one course of events. */
  private static final class RandomAnswers implements TestConnection.OnReceive {
    final BlockingQueue<WskDataIndication> kept = new LinkedBlockingQueue<>();
    final BlockingQueue<String> pauses = new LinkedBlockingQueue<>();
    private final Random random;

    RandomAnswers(long seed) {
      random = new Random(seed);
    }

    @Override
    public NtStatus receive(int flags, WskDataIndication data, long bytes, BytesAccepted accepted) {
      switch (random.nextInt(6)) {
        case 0:
          pauses.add("declined");
          return STATUS_DATA_NOT_ACCEPTED;
        case 1:
          accepted.set(random.nextInt((int) bytes));
          pauses.add("accepted in part");
          return STATUS_SUCCESS;
        case 2, 3:
          kept.add(data);
          return STATUS_PENDING;
        default:
          return STATUS_SUCCESS;
      }
    }
  }

  @Test
  @WskRule({"REV-03", "REV-04", "REV-05", "REV-06"})
  void everyKindOfAnswerAtRandomLosesAndReordersNothing() throws Exception {
    for (int seed = 1; seed <= 3; seed++) {
      RandomAnswers answers = new RandomAnswers(seed);
      TestConnection connection = new TestConnection().onReceive(answers);
      Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
      byte[] sent = Bytes.pattern(4 * MIB, seed);
      CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(sent));
      long deadline = System.nanoTime() + Eventually.LIMIT.toNanos();
      while (connection.takenCount() < sent.length && System.nanoTime() < deadline) {
        resumeOrRelease(pair, answers);
      }
      assertThat(connection.takenBytes()).isEqualTo(sent);
      await(writing);
      turns(pair);
      while (!answers.kept.isEmpty()) {
        resumeOrRelease(pair, answers);
      }
    }
  }

  private void resumeOrRelease(Pair pair, RandomAnswers answers) throws Exception {
    if (answers.pauses.poll(1, TimeUnit.MILLISECONDS) != null) {
      // The callback may still be about to return: a turn of its loop later it has.
      turns(pair);
      resume(pair);
    }
    WskDataIndication list = answers.kept.poll();
    if (list != null) {
      assertThat(pair.socket().release(list)).isEqualTo(STATUS_SUCCESS);
    }
  }

  @Test
  @WskRule({"REV-06", "REV-07", "SND-01"})
  void keptIndicationsAreSentBackWithoutACopyAndReleasedOnCompletion() throws Exception {
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          sendBack(connection, data);
          return STATUS_PENDING;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    byte[] sent = Bytes.pattern(8 * MIB, 71);
    CompletableFuture<Void> writing = inBackground(() -> pair.peer().write(sent));
    assertThat(pair.peer().read(sent.length)).isEqualTo(sent);
    await(writing);
  }

  /** Node by node: each has a run of its own. */
  private static void sendBack(TestConnection connection, WskDataIndication list) {
    for (WskDataIndication node = list; node != null; ) {
      WskDataIndication next = node.next();
      WskDataIndication mine = node;
      node.setNext(null);
      Irp<Void> irp =
          Irp.onCompletion(
              () -> assertThat(connection.socket().release(mine)).isEqualTo(STATUS_SUCCESS));
      assertThat(connection.socket().send(mine.buffer(), 0, irp).isSuccess()).isTrue();
      node = next;
    }
  }
}
