package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_WAITALL;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.Irp;
import java.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Chapters SND, RCV and DIS: the peer resets the connection in each of its states. */
public abstract class ResetContract extends ConnectionContract {
  private static final int BOTH = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;

  private Irp<Void> receive(Pair pair, int flags) {
    WskBuf run = WskBuf.ofWritable(emptyBuffer(10));
    return started(i -> pair.socket().receive(run, flags, i));
  }

  private static void assertAborted(TestConnection connection) throws InterruptedException {
    int flags = Eventually.taken("disconnect callback", connection.disconnects);
    assertThat(flags & WSK_FLAG_ABORTIVE).isEqualTo(WSK_FLAG_ABORTIVE);
  }

  @Test
  @WskRule({"SND-07", "DIS-04"})
  void resetEndsSendsThatArePending() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = acceptedWithSmallPeer(connection, WSK_EVENT_DISCONNECT);
    Irp<Void> begun = jam(pair);
    Irp<Void> queued = started(i -> pair.socket().send(data("queued"), 0, i));
    pair.peer().reset();
    assertThat(endOf(begun)).isEqualTo(STATUS_CONNECTION_RESET);
    ends(queued, STATUS_CONNECTION_RESET, 0);
    assertAborted(connection);
    failsWith(STATUS_CONNECTION_RESET, i -> pair.socket().send(data("late"), 0, i));
  }

  @Test
  @WskRule({"RCV-03", "DIS-04", "SND-07"})
  void resetEndsReceivesThatArePending() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, BOTH);
    Irp<Void> first = receive(pair, 0);
    Irp<Void> second = receive(pair, WSK_FLAG_WAITALL);
    turns(pair);
    pair.peer().reset();
    ends(first, STATUS_CONNECTION_RESET, 0);
    ends(second, STATUS_CONNECTION_RESET, 0);
    assertAborted(connection);
    failsWith(STATUS_CONNECTION_RESET, i -> pair.socket().send(data("late"), 0, i));
  }

  @Test
  @WskRule({"DIS-03", "DIS-04"})
  void resetEndsAGracefulDisconnectThatHangs() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = acceptedWithSmallPeer(connection, BOTH);
    Irp<Void> begun = jam(pair);
    Irp<Void> graceful = started(i -> pair.socket().disconnect(data("last"), 0, i));
    pair.peer().reset();
    assertThat(endOf(begun)).isEqualTo(STATUS_CONNECTION_RESET);
    assertThat(endOf(graceful).isSuccess()).isFalse();
    assertAborted(connection);
  }

  @Test
  @WskRule({"DIS-01", "DIS-04", "RCV-03"})
  void resetAfterOurGracefulDisconnectIsTold() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, BOTH);
    Irp<Void> pending = receive(pair, 0);
    get(pair.socket().disconnect());
    assertThat(pair.peer().readToEnd()).isEmpty();
    pair.peer().reset();
    ends(pending, STATUS_CONNECTION_RESET, 0);
    assertAborted(connection);
  }

  @Test
  @WskRule({"CON-04", "DIS-04"})
  void addressesOutliveAReset() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, BOTH);
    SocketAddress local = pair.peer().socket().getRemoteSocketAddress();
    SocketAddress remote = pair.peer().localAddress();
    pair.peer().reset();
    assertAborted(connection);
    assertThat(get(pair.socket().getLocalAddress())).isEqualTo(local);
    assertThat(get(pair.socket().getRemoteAddress())).isEqualTo(remote);
  }

  @Test
  @WskRule({"REV-06", "DIS-04"})
  void keptIndicationsOutliveAReset() throws Exception {
    BlockingQueue<WskDataIndication> kept = new LinkedBlockingQueue<>();
    TestConnection connection =
        new TestConnection()
            .onReceive(
                (flags, data, bytes, accepted) -> {
                  kept.add(data);
                  return STATUS_PENDING;
                });
    Pair pair = accepted(connection, BOTH);
    byte[] sent = Bytes.pattern(1000, 95);
    pair.peer().write(sent);
    WskDataIndication list = Eventually.taken("indication", kept);
    pair.peer().reset();
    assertAborted(connection);
    assertThat(Bytes.copy(list)).isEqualTo(sent);
    assertThat(pair.socket().release(list)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"DIS-02", "DIS-04"})
  void resetRacingWithOurAbortEndsEverythingOnce() throws Exception {
    for (int n = 0; n < 50; n++) {
      TestConnection connection = new TestConnection();
      Pair pair = accepted(connection, BOTH);
      Irp<Void> pending = receive(pair, 0);
      var resetting = inBackground(() -> pair.peer().reset());
      Irp<Void> abort = completed(i -> pair.socket().disconnect(null, WSK_FLAG_ABORTIVE, i));
      await(resetting);
      assertThat(endOf(pending).isSuccess()).isFalse();
      assertThat(abort.isCompleted()).isTrue();
      get(pair.socket().close());
      connection.markClosed();
      assertThat(connection.disconnects.size()).isLessThan(2);
    }
  }
}
