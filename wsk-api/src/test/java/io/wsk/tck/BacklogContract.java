package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_SEND_BACKLOG;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_QUERY_IDEAL_SEND_BACKLOG;
import static io.wsk.api.control.SocketIoctls.SIO_WSK_QUERY_RECEIVE_BACKLOG;
import static io.wsk.nt.NtStatus.STATUS_BUFFER_OVERFLOW;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_BUFFER_SIZE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskSocket;
import io.wsk.api.control.ControlOutput;
import io.wsk.api.control.SocketIoctl;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Chapter BKL: how much is, and how much should be, on its way. */
public abstract class BacklogContract extends ConnectionContract {
  private static final List<SocketIoctl<Void, Long>> BOTH =
      List.of(SIO_WSK_QUERY_IDEAL_SEND_BACKLOG, SIO_WSK_QUERY_RECEIVE_BACKLOG);

  private static long ask(WskSocket socket, SocketIoctl<Void, Long> ioctl) throws Exception {
    ControlOutput<Long> output = ControlOutput.unlimited();
    ends(completed(irp -> socket.control(ioctl.request(output), irp)), STATUS_SUCCESS, 0);
    assertThat(output.sizeReturned()).isEqualTo(8);
    return output.get();
  }

  private static long ideal(WskSocket socket) throws Exception {
    return ask(socket, SIO_WSK_QUERY_IDEAL_SEND_BACKLOG);
  }

  // ---- the queries
  // ------------------------------------------------------------------------------

  @Test
  @WskRule({"BKL-01", "BKL-03"})
  void theIdealFollowsTheSendBuffer() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    assertThat(ideal(socket)).isPositive();
    for (int size : new int[] {8 * 1024, 32 * 1024, 4 * 1024}) {
      get(socket.set(SocketOptions.SO_SNDBUF, size));
      // The host may round; it is asked what it has. So small a buffer is what limits every host.
      assertThat(ideal(socket)).isEqualTo((long) get(socket.get(SocketOptions.SO_SNDBUF)));
    }
  }

  @Test
  @WskRule({"BKL-01", "BKL-04", "OPT-05"})
  void bothQueriesNeedAConnectionAnIrpAndRoom() throws Exception {
    WskSocket socket = connected(new TestConnection()).socket();
    for (SocketIoctl<Void, Long> ioctl : BOTH) {
      ControlOutput<Long> output = ControlOutput.unlimited();
      assertThat(socket.control(ioctl.request(output), null)).isEqualTo(STATUS_INVALID_PARAMETER);
      failsWith(STATUS_INVALID_BUFFER_SIZE, irp -> socket.control(ioctl.request(), irp));
      SocketIoctl<Integer, Integer> otherOutput =
          SocketIoctl.of("MINE", ioctl.code(), Integer.class, Integer.class);
      failsWith(
          STATUS_INVALID_BUFFER_SIZE,
          irp -> socket.control(otherOutput.request(ControlOutput.unlimited()), irp));
      SocketIoctl<Integer, Long> withInput =
          SocketIoctl.of("MINE", ioctl.code(), Integer.class, Long.class);
      failsWith(
          STATUS_INVALID_BUFFER_SIZE, irp -> socket.control(withInput.request(1, output), irp));
      ControlOutput<Long> small = ControlOutput.ofCapacity(7);
      failsWith(STATUS_BUFFER_OVERFLOW, irp -> socket.control(ioctl.request(small), irp));
      assertThat(small.sizeReturned()).isEqualTo(8);
      assertThat(small.value()).isNull();
    }
  }

  @Test
  @WskRule({"BKL-01", "BKL-04"})
  void bothQueriesNeedAConnectionThatStands() throws Exception {
    WskConnectionSocket fresh = unbound();
    WskConnectionSocket bound = unbound();
    get(bound.bind(anyLoopback()));
    WskSocket basic = closeLater(get(npi().socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)));
    WskSocket listener = listen(null, WskClientListenDispatch.none());
    for (SocketIoctl<Void, Long> ioctl : BOTH) {
      ControlOutput<Long> output = ControlOutput.unlimited();
      for (WskSocket early : List.of(fresh, bound)) {
        failsWith(STATUS_INVALID_DEVICE_STATE, irp -> early.control(ioctl.request(output), irp));
      }
      for (WskSocket other : List.of(basic, listener)) {
        failsWith(STATUS_INVALID_DEVICE_REQUEST, irp -> other.control(ioctl.request(output), irp));
      }
      assertThat(output.value()).isNull();
    }
  }

  @Test
  @WskRule("BKL-04")
  void theReceiveBacklogIsWhatNobodyHasTaken() throws Exception {
    Pair pair = connected(new TestConnection());
    assertThat(ask(pair.socket(), SIO_WSK_QUERY_RECEIVE_BACKLOG)).isZero();
    pair.peer().write(new byte[1000]);
    awaitReceiveBacklog(pair, 1000);
    assertThat(get(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(300))))).isEqualTo(300);
    assertThat(ask(pair.socket(), SIO_WSK_QUERY_RECEIVE_BACKLOG)).isEqualTo(700);
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    Eventually.until("all taken", () -> pair.connection().takenCount() == 700);
    assertThat(ask(pair.socket(), SIO_WSK_QUERY_RECEIVE_BACKLOG)).isZero();
  }

  @Test
  @WskRule("BKL-04")
  void theReceiveBacklogCountsWhatTheKernelHolds() throws Exception {
    Pair pair = connected(new TestConnection());
    pair.peer().write(new byte[1000]);
    awaitReceiveBacklog(pair, 1000);
    // The provider holds a buffer and reads no more: what comes now stays with the kernel.
    pair.peer().write(new byte[500]);
    if (!harness().tellsKernelBacklog()) {
      Turns.of(pair);
      assertThat(ask(pair.socket(), SIO_WSK_QUERY_RECEIVE_BACKLOG)).isEqualTo(1000);
      Assumptions.abort(harness().transport() + " is not told what the kernel holds");
    }
    awaitReceiveBacklog(pair, 1500);
    pair.peer().shutdownOutput();
    // The end of the stream is no byte.
    Turns.of(pair);
    assertThat(ask(pair.socket(), SIO_WSK_QUERY_RECEIVE_BACKLOG)).isEqualTo(1500);
  }

  private static void awaitReceiveBacklog(Pair pair, long bytes) {
    Eventually.until(
        "a receive backlog of " + bytes,
        () -> ask(pair.socket(), SIO_WSK_QUERY_RECEIVE_BACKLOG) == bytes);
  }

  // ---- the callback
  // -----------------------------------------------------------------------------

  private static long awaitTold(TestConnection connection, WskSocket socket) throws Exception {
    long told = Eventually.taken("send backlog callback", connection.backlogs);
    assertThat(told).isEqualTo(ideal(socket));
    return told;
  }

  @Test
  @WskRule("BKL-02")
  void aChangeIsToldOnceWithTheNewNumber() throws Exception {
    Pair pair = connected(new TestConnection());
    assertThat(control(pair.socket(), WSK_EVENT_SEND_BACKLOG)).isEqualTo(STATUS_SUCCESS);
    for (int size : new int[] {8 * 1024, 32 * 1024}) {
      get(pair.socket().set(SocketOptions.SO_SNDBUF, size));
      assertThat(awaitTold(pair.connection(), pair.socket())).isGreaterThanOrEqualTo(size);
    }
    // The same size again is no change; nor is being asked.
    get(pair.socket().set(SocketOptions.SO_SNDBUF, 32 * 1024));
    assertThat(ideal(pair.socket())).isPositive();
    Turns.of(pair);
    assertThat(pair.connection().backlogs).isEmpty();
  }

  @Test
  @WskRule({"BKL-02", "BKL-03"})
  void aChangeThatSendingBringsIsToldWhenSendsComplete() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_SEND_BACKLOG);
    long before = ideal(pair.socket());
    if (harness().tellsKernelBacklog()) {
      // A window begins small, and of the two the smaller counts.
      assertThat(before).isLessThan(get(pair.socket().get(SocketOptions.SO_SNDBUF)));
    }
    // Nobody says anything about the buffer; the host's own numbers move with the traffic.
    Background<byte[]> reading = Background.start(() -> pair.peer().read(64 * MIB));
    for (int i = 0; i < 64; i++) {
      get(pair.socket().send(WskBuf.ofReadable(zeros())));
    }
    assertThat(reading.result()).hasSize(64 * MIB);
    // Where the host tells its window, which grows, nobody may ask now: asking has a look, too.
    if (!harness().tellsKernelBacklog()
        && ideal(pair.socket()) == before
        && pair.connection().backlogs.isEmpty()) {
      Assumptions.abort("this host's numbers do not move with traffic over loopback");
    }
    assertThat(Eventually.taken("send backlog callback", pair.connection().backlogs))
        .isNotEqualTo(before);
  }

  private io.netty.buffer.ByteBuf zeros() {
    return buffer(new byte[MIB]);
  }

  @Test
  @WskRule({"BKL-02", "EVT-07"})
  void nothingIsToldWhileDisabledAndTheChangeAfterEnabling() throws Exception {
    Pair pair = connected(new TestConnection());
    get(pair.socket().set(SocketOptions.SO_SNDBUF, 8 * 1024));
    Turns.of(pair);
    assertThat(pair.connection().backlogs).isEmpty();
    // Enabled for the first time: the number of now is the one to begin with.
    assertThat(control(pair.socket(), WSK_EVENT_SEND_BACKLOG)).isEqualTo(STATUS_SUCCESS);
    Turns.of(pair);
    assertThat(pair.connection().backlogs).isEmpty();
    assertThat(control(pair.socket(), WSK_EVENT_DISABLE | WSK_EVENT_SEND_BACKLOG))
        .isEqualTo(STATUS_SUCCESS);
    get(pair.socket().set(SocketOptions.SO_SNDBUF, 32 * 1024));
    Turns.of(pair);
    assertThat(pair.connection().backlogs).isEmpty();
    assertThat(control(pair.socket(), WSK_EVENT_SEND_BACKLOG)).isEqualTo(STATUS_SUCCESS);
    awaitTold(pair.connection(), pair.socket());
  }

  @Test
  @WskRule({"BKL-02", "STA-03"})
  void aStaticBacklogEventIsLiveFromTheStart() throws Exception {
    enableStatically(WSK_EVENT_SEND_BACKLOG);
    Pair pair = connected(new TestConnection());
    get(pair.socket().set(SocketOptions.SO_SNDBUF, 8 * 1024));
    awaitTold(pair.connection(), pair.socket());
  }

  @Test
  @WskRule({"BKL-02", "LIS-06"})
  void anAcceptedSocketInheritsTheBacklogEvent() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_SEND_BACKLOG);
    get(pair.socket().set(SocketOptions.SO_SNDBUF, 8 * 1024));
    awaitTold(pair.connection(), pair.socket());
  }

  @Test
  @WskRule("BKL-02")
  void aPausedReceiveCallbackDoesNotHoldTheBacklogBack() throws Exception {
    TestConnection connection =
        new TestConnection().onReceive((flags, data, bytes, accepted) -> STATUS_DATA_NOT_ACCEPTED);
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG);
    pair.peer().write("declined");
    Eventually.taken("receive callback", connection.receives);
    get(pair.socket().set(SocketOptions.SO_SNDBUF, 8 * 1024));
    awaitTold(connection, pair.socket());
  }

  @Test
  @WskRule({"BKL-02", "THR-02"})
  void aChangeMadeInsideACallbackIsToldAfterIt() throws Exception {
    BlockingQueue<Integer> toldInside = new LinkedBlockingQueue<>();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          Irp<Void> irp = Irp.allocate();
          connection.socket().control(SocketOptions.SO_SNDBUF.set(8 * 1024), irp);
          toldInside.add(irp.isCompleted() ? connection.backlogs.size() : -1);
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_SEND_BACKLOG);
    pair.peer().write("go");
    assertThat(Eventually.taken("receive callback", toldInside)).isZero();
    awaitTold(connection, pair.socket());
    assertThat(connection.violation()).isNull();
  }

  @Test
  @WskRule({"BKL-02", "IRP-10"})
  void aBacklogCallbackThatThrowsOrAnswersNonsenseDoesNoHarm() throws Exception {
    expectWarning("sendBacklog");
    BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    WskClientConnectionDispatch<TestConnection> dispatch =
        new WskClientConnectionDispatch<>(
            TestConnection.DISPATCH.receiveEvent(),
            null,
            (context, size) -> {
              told.add(size);
              if (told.size() == 1) {
                throw new IllegalStateException("meant to be");
              }
              return NtStatus.STATUS_PENDING;
            });
    Pair pair = connected(new TestConnection(), dispatch);
    assertThat(control(pair.socket(), WSK_EVENT_SEND_BACKLOG)).isEqualTo(STATUS_SUCCESS);
    for (int size : new int[] {8 * 1024, 32 * 1024}) {
      get(pair.socket().set(SocketOptions.SO_SNDBUF, size));
      int calls = size == 8 * 1024 ? 1 : 2;
      Eventually.until("call " + calls, () -> told.size() == calls);
    }
    Turns.of(pair);
    assertThat(harness().counted("callback.exceptions")).isEqualTo(1);
    assertThat(harness().counted("callback.bad.status")).isEqualTo(1);
  }
}
