package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Chapters DIS and SND: a graceful disconnect is overtaken while its last buffer is in the
 * transport's hands, behind a send that cannot end. Whoever hears that a request has ended has its
 * memory back: nobody else refers to it any more.
 */
public abstract class OvertakenContract extends ConnectionContract {
  /** More than small buffers of the kernel hold, and less than what the transport takes on. */
  private static final int STUCK = 96 * 1024;

  /** How a request ended, and how many references to its memory there were then. */
  private record Ended(NtStatus status, int references) {}

  /** What is under way: the requests, and the connection. */
  private record Hanging(
      Pair pair, CompletableFuture<Ended> send, CompletableFuture<Ended> disconnect) {
    void end(NtStatus status) throws Exception {
      assertThat(ended(send)).as("send").isEqualTo(new Ended(status, 1));
      assertThat(ended(disconnect)).as("disconnect").isEqualTo(new Ended(status, 1));
    }

    private static Ended ended(CompletableFuture<Ended> request) throws Exception {
      return request.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Makes a call that stays pending; its end is looked at in the completion routine. */
  private static CompletableFuture<Ended> pending(
      ByteBuf memory, BiFunction<WskBuf, Irp<Void>, NtStatus> call, WskBuf run) {
    CompletableFuture<Ended> end = new CompletableFuture<>();
    Irp<Void> irp =
        Irp.onCompletion(done -> end.complete(new Ended(done.status(), memory.refCnt())));
    assertThat(call.apply(run, irp)).isEqualTo(STATUS_PENDING);
    return end;
  }

  private Hanging hanging(int pieces, int events) throws Exception {
    Pair pair = acceptedWithSmallPeer(new TestConnection(), events);
    get(pair.socket().set(SocketOptions.SO_SNDBUF, 4096));
    ByteBuf stuck = buffer(new byte[STUCK]);
    ByteBuf last = buffer(Bytes.of("never read"));
    Hanging hanging =
        new Hanging(
            pair,
            pending(stuck, (run, irp) -> pair.socket().send(run, 0, irp), WskBuf.ofReadable(stuck)),
            pending(
                last, (run, irp) -> pair.socket().disconnect(run, 0, irp), repeated(last, pieces)));
    // After this the loop has written what the kernel takes.
    for (int turn = 0; turn < 2; turn++) {
      assertThat(get(pair.socket().get(SocketOptions.SO_SNDBUF))).isPositive();
    }
    assertThat(last.refCnt()).as("in the transport's hands").isGreaterThan(1);
    assertThat(hanging.send()).as("the send").isNotDone();
    return hanging;
  }

  @Test
  @WskRule({"DIS-03", "SND-02"})
  void abortGivesTheMemoryBackBeforeTheDisconnectIsCompleted() throws Exception {
    for (int pieces = 1; pieces <= 2; pieces++) {
      Hanging hanging = hanging(pieces, 0);
      ends(
          started(irp -> hanging.pair().socket().disconnect(null, WSK_FLAG_ABORTIVE, irp)),
          STATUS_SUCCESS,
          0);
      hanging.end(STATUS_CANCELLED);
    }
  }

  @Test
  @WskRule({"DIS-03", "SND-02", "CLO-01"})
  void closeGivesTheMemoryBackBeforeTheDisconnectIsCompleted() throws Exception {
    for (int pieces = 1; pieces <= 2; pieces++) {
      Hanging hanging = hanging(pieces, 0);
      get(hanging.pair().socket().close());
      hanging.pair().connection().markClosed();
      // Both were pending, so close has waited for them.
      assertThat(hanging.send()).isDone();
      assertThat(hanging.disconnect()).isDone();
      hanging.end(STATUS_CANCELLED);
    }
  }

  @Test
  @WskRule({"DIS-04", "SND-02", "SND-07"})
  void resetGivesTheMemoryBackBeforeTheDisconnectIsCompleted() throws Exception {
    for (int pieces = 1; pieces <= 2; pieces++) {
      Hanging hanging = hanging(pieces, WSK_EVENT_DISCONNECT);
      hanging.pair().peer().reset();
      hanging.end(STATUS_CONNECTION_RESET);
      int flags = Eventually.taken("disconnect callback", hanging.pair().connection().disconnects);
      assertThat(flags & WSK_FLAG_ABORTIVE).isEqualTo(WSK_FLAG_ABORTIVE);
    }
  }

  @Test
  @WskRule({"CLO-08", "SND-02"})
  void aLossGivesTheMemoryBackBeforeTheDisconnectIsCompleted() throws Exception {
    for (int pieces = 1; pieces <= 2; pieces++) {
      Hanging hanging = hanging(pieces, 0);
      harness().lose(hanging.pair().socket());
      hanging.end(STATUS_FILE_FORCED_CLOSED);
    }
  }
}
