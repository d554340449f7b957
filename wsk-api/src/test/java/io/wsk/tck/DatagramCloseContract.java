package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.control.SocketOptions.SO_BROADCAST;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_HANDLE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import io.wsk.tck.TestDatagrams.Call;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Close and loss of datagram sockets. */
public abstract class DatagramCloseContract extends DatagramContract {
  private NtStatus receive(WskDatagramSocket socket, Irp<?> irp) {
    return socket.receiveFrom(WskBuf.ofWritable(emptyBuffer(8)), 0, null, irp);
  }

  @Test
  @WskRule("CLO-01")
  void closeCancelsWhatIsPendingBeforeItCompletes() throws Exception {
    WskDatagramSocket socket = bound();
    List<String> order = new CopyOnWriteArrayList<>();
    List<Irp<Void>> pending = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Irp<Void> irp = Irp.onCompletion(() -> order.add("receive"));
      assertThat(receive(socket, irp)).isEqualTo(STATUS_PENDING);
      pending.add(irp);
    }
    Irp<Void> closing = Irp.onCompletion(() -> order.add("close"));
    assertThat(socket.close(closing)).isEqualTo(STATUS_PENDING);
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    assertThat(closing.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(order).containsExactly("receive", "receive", "receive", "close");
    for (Irp<Void> irp : pending) {
      assertThat(irp.status()).isEqualTo(STATUS_CANCELLED);
      assertThat(irp.information()).isZero();
    }
  }

  @Test
  @WskRule({"CLO-01", "CLO-05"})
  void eachSendThatIsUnderWayWhenCloseIsCalledCompletes() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    List<Irp<Void>> sends = new ArrayList<>();
    WskBuf datagram = datagram(new byte[60_000]);
    for (int i = 0; i < 50; i++) {
      Irp<Void> irp = Irp.allocate();
      assertThat(socket.sendTo(datagram, 0, peer.address(), List.of(), irp).isSuccess()).isTrue();
      sends.add(irp);
    }
    Irp<Void> closed = completed(socket::close);
    assertThat(closed.status()).isEqualTo(STATUS_SUCCESS);
    for (Irp<Void> irp : sends) {
      assertThat(irp.isCompleted()).as("completed before close").isTrue();
      assertThat(irp.status()).isIn(STATUS_SUCCESS, STATUS_CANCELLED);
      assertThat(irp.information()).isEqualTo(irp.status() == STATUS_SUCCESS ? 60_000 : 0);
    }
  }

  @Test
  @WskRule("CLO-02")
  void noCallbackComesAfterClose() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    for (String text : texts(50)) {
      peer.send(text, to);
    }
    Irp<Void> closing = Irp.onCompletion(context::markClosed);
    assertThat(context.socket().close(closing)).isEqualTo(STATUS_PENDING);
    for (String text : texts(50)) {
      peer.send(text, to);
    }
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    // The port is free at once; the base of these chapters looks at the callbacks.
    WskDatagramSocket next = unboundDatagrams();
    get(next.bind(to));
    turns(next);
  }

  @Test
  @WskRule("CLO-04")
  void closeInsideTheCallbackCompletesAfterIt() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    Irp<Void> closing = Irp.onCompletion(() -> order.add("closed"));
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          order.add("close returns " + context.socket().close(closing));
          order.add("callback returns");
          return STATUS_SUCCESS;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    peer().send("x", addressOf(context.socket()));
    assertThat(closing.await(Eventually.LIMIT)).isTrue();
    Eventually.asserted(
        () ->
            assertThat(order)
                .containsExactly("close returns " + STATUS_PENDING, "callback returns", "closed"));
  }

  private void assertAllRefused(WskDatagramSocket socket, NtStatus status) throws Exception {
    InetSocketAddress to = peer().address();
    List<Function<Irp<Void>, NtStatus>> calls =
        List.of(
            irp -> socket.bind(anyLoopback(), 0, irp),
            irp -> socket.sendTo(datagram("x"), 0, to, List.of(), irp),
            irp -> socket.sendMessages(datagrams(List.of("x")), 0, to, List.of(), irp),
            irp -> receive(socket, irp),
            irp -> socket.getLocalAddress(new Out<>(), irp),
            irp -> socket.control(SO_BROADCAST.set(true), irp));
    for (int i = 0; i < calls.size(); i++) {
      Irp<Void> irp = completed(calls.get(i));
      assertThat(irp.status()).as("call %s", i).isEqualTo(status);
    }
    assertThat(control(socket, WSK_EVENT_RECEIVE_FROM)).isEqualTo(status);
  }

  @Test
  @WskRule("CLO-05")
  void afterCloseEveryCallIsRefused() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), 0);
    assertThat(completed(context.socket()::close).status()).isEqualTo(STATUS_SUCCESS);
    assertAllRefused(context.socket(), STATUS_INVALID_HANDLE);
    assertThat(completed(context.socket()::close).status()).isEqualTo(STATUS_INVALID_HANDLE);
  }

  @Test
  @WskRule("CLO-08")
  void aLostSocketIsToldOfOnceAndThenRefusesAll() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    Irp<Void> pending = Irp.allocate();
    assertThat(receive(context.socket(), pending)).isEqualTo(STATUS_PENDING);
    harness().lose(context.socket());
    Call told = Eventually.taken("callback", context.calls);
    assertThat(told.datagrams()).isNull();
    assertThat(pending.await(Eventually.LIMIT)).isTrue();
    assertThat(pending.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
    assertAllRefused(context.socket(), STATUS_FILE_FORCED_CLOSED);
    assertThat(completed(context.socket()::close).status()).isEqualTo(STATUS_SUCCESS);
    assertThat(context.calls).isEmpty();
  }

  @Test
  @WskRule("CLO-08")
  void aLostSocketWithoutACallbackOnlyRefuses() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), 0);
    harness().lose(context.socket());
    Eventually.until(
        "lost",
        () ->
            completed((Irp<Void> irp) -> context.socket().getLocalAddress(new Out<>(), irp))
                    .status()
                == STATUS_FILE_FORCED_CLOSED);
    assertAllRefused(context.socket(), STATUS_FILE_FORCED_CLOSED);
    assertThat(context.calls).isEmpty();
  }

  @Test
  @WskRule({"CLO-01", "REG-05"})
  void anUnboundSocketClosesToo() throws Exception {
    assertThat(completed(unboundDatagrams()::close).status()).isEqualTo(STATUS_SUCCESS);
  }
}
