package io.wsk.tck;

import static io.wsk.api.Ws2Def.MSG_TRUNC;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.ReceivedFrom;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The receive-from function: one datagram a request, requests before the callback. */
public abstract class ReceiveFromContract extends DatagramContract {
  /** A request and where its datagram goes. */
  private record Request(Irp<Void> irp, ByteBuf target, ReceivedFrom received) {
    String text() {
      return Bytes.text(Bytes.first(target, irp.information()));
    }
  }

  /** Makes a request that stays pending. */
  private Request pending(WskDatagramSocket socket, int capacity) {
    Request request = new Request(Irp.allocate(), emptyBuffer(capacity), new ReceivedFrom());
    assertThat(start(socket, request)).isEqualTo(STATUS_PENDING);
    return request;
  }

  private static NtStatus start(WskDatagramSocket socket, Request request) {
    return socket.receiveFrom(
        WskBuf.ofWritable(request.target()), 0, request.received(), request.irp());
  }

  private static void awaitSuccess(Request request) throws InterruptedException {
    assertThat(request.irp().await(Eventually.LIMIT)).as("completed").isTrue();
    assertThat(request.irp().status()).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule("DGR-03")
  void requestsGetOneDatagramEachInOrder() throws Exception {
    WskDatagramSocket socket = bound();
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(pending(socket, 100));
    }
    DatagramPeer peer = peer();
    for (String text : texts(5)) {
      peer.send(text, addressOf(socket));
    }
    for (int i = 0; i < 5; i++) {
      awaitSuccess(requests.get(i));
      assertThat(requests.get(i).text()).isEqualTo("datagram " + i);
      assertThat(requests.get(i).received().remoteAddress()).isEqualTo(peer.address());
      assertThat(requests.get(i).received().controlFlags()).isZero();
      assertThat(requests.get(i).received().controlInfo()).isEmpty();
    }
  }

  @Test
  @WskRule("DGR-03")
  void whatDoesNotFitIsLostAndSaid() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    for (int capacity : new int[] {1, 5, 9, 10, 11}) {
      Request request = pending(socket, capacity);
      peer.send("0123456789", addressOf(socket));
      awaitSuccess(request);
      assertThat(request.text()).isEqualTo("0123456789".substring(0, Math.min(10, capacity)));
      assertThat(request.received().controlFlags() & MSG_TRUNC)
          .as("capacity %s", capacity)
          .isEqualTo(capacity < 10 ? MSG_TRUNC : 0);
    }
    // A request without room takes its datagram too; the rest of it does not come again.
    Irp<Void> none = Irp.allocate();
    ReceivedFrom received = new ReceivedFrom();
    assertThat(socket.receiveFrom(WskBuf.empty(), 0, received, none)).isEqualTo(STATUS_PENDING);
    peer.send("gone", addressOf(socket));
    assertThat(none.await(Eventually.LIMIT)).isTrue();
    assertThat(none.information()).isZero();
    assertThat(received.controlFlags() & MSG_TRUNC).isEqualTo(MSG_TRUNC);
    Request next = pending(socket, 100);
    peer.send("next", addressOf(socket));
    awaitSuccess(next);
    assertThat(next.text()).isEqualTo("next");
  }

  @Test
  @WskRule("DGR-03")
  void aDatagramFillsAnMdlChain() throws Exception {
    WskDatagramSocket socket = bound();
    ByteBuf one = emptyBuffer(4);
    ByteBuf two = emptyBuffer(8);
    Mdl chain = Mdl.ofWritable(one);
    chain.setNext(Mdl.ofWritable(two));
    Irp<Void> irp = Irp.allocate();
    assertThat(socket.receiveFrom(new WskBuf(chain, 1, 11), 0, null, irp))
        .isEqualTo(STATUS_PENDING);
    peer().send("abcdefgh", addressOf(socket));
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.information()).isEqualTo(8);
    byte[] first = new byte[3];
    one.getBytes(1, first);
    assertThat(Bytes.text(first)).isEqualTo("abc");
    assertThat(Bytes.text(Bytes.first(two, 5))).isEqualTo("defgh");
  }

  @Test
  @WskRule("DGR-04")
  void requestsGoBeforeTheCallback() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    List<Request> requests =
        List.of(pending(context.socket(), 100), pending(context.socket(), 100));
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    for (String text : texts(4)) {
      peer.send(text, to);
    }
    assertThat(context.awaitTaken()).isEqualTo("datagram 2");
    assertThat(context.awaitTaken()).isEqualTo("datagram 3");
    for (int i = 0; i < 2; i++) {
      awaitSuccess(requests.get(i));
      assertThat(requests.get(i).text()).isEqualTo("datagram " + i);
    }
  }

  @Test
  @WskRule("DGR-04")
  void datagramsThatWaitAreThereForLaterRequests() throws Exception {
    WskDatagramSocket socket = bound();
    DatagramPeer peer = peer();
    for (String text : texts(40)) {
      peer.send(text, addressOf(socket));
    }
    turns(socket);
    for (String text : texts(40)) {
      Request request = new Request(Irp.allocate(), emptyBuffer(100), new ReceivedFrom());
      assertThat(start(socket, request).isSuccess()).isTrue();
      awaitSuccess(request);
      assertThat(request.text()).isEqualTo(text);
    }
  }

  @Test
  @WskRule({"DGR-03", "IRP-06"})
  void aRequestCanBeWithdrawnAndNoDatagramIsLost() throws Exception {
    WskDatagramSocket socket = bound();
    Request first = pending(socket, 100);
    Request second = pending(socket, 100);
    assertThat(first.irp().cancel()).isTrue();
    assertThat(first.irp().await(Eventually.LIMIT)).isTrue();
    assertThat(first.irp().status()).isEqualTo(STATUS_CANCELLED);
    assertThat(first.irp().information()).isZero();
    peer().send("for the second", addressOf(socket));
    awaitSuccess(second);
    assertThat(second.text()).isEqualTo("for the second");
  }

  /** Receives again and again with one IRP, whose reuse forgets the routine. */
  private record Again(WskDatagramSocket socket, WskBuf buffer, ByteBuf target, Queue<String> got) {
    void arm(Irp<?> irp) {
      irp.setCompletionRoutine((done, again) -> again.received(done), this, true, true, true);
    }

    NtStatus received(Irp<?> done) {
      if (done.status() == STATUS_SUCCESS) {
        got.add(Bytes.text(Bytes.first(target, done.information())));
        done.reuse();
        arm(done);
        NtStatus unused = socket.receiveFrom(buffer, 0, null, done);
      }
      return NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
    }
  }

  @Test
  @WskRule({"DGR-03", "IRP-08"})
  void aCompletionRoutineMayReceiveAgain() throws Exception {
    WskDatagramSocket socket = bound();
    Queue<String> got = new ConcurrentLinkedQueue<>();
    ByteBuf target = emptyBuffer(100);
    WskBuf buffer = WskBuf.ofWritable(target);
    Irp<Void> irp = Irp.allocate();
    Again again = new Again(socket, buffer, target, got);
    again.arm(irp);
    DatagramPeer peer = peer();
    assertThat(socket.receiveFrom(buffer, 0, null, irp).isSuccess()).isTrue();
    List<String> texts = texts(100);
    for (String text : texts) {
      peer.send(text, addressOf(socket));
    }
    Eventually.asserted(() -> assertThat(got).containsExactlyElementsOf(texts));
  }

  @Test
  @WskRule("DGR-03")
  void badArgumentsAreRefused() throws Exception {
    WskDatagramSocket socket = bound();
    Irp<Void> flags =
        completed(i -> socket.receiveFrom(WskBuf.ofWritable(emptyBuffer(8)), 1, null, i));
    assertThat(flags.status()).isEqualTo(STATUS_INVALID_PARAMETER);
    WskBuf beyond = new WskBuf(Mdl.ofWritable(emptyBuffer(8)), 0, 9);
    Irp<Void> length = completed(i -> socket.receiveFrom(beyond, 0, null, i));
    assertThat(length.status()).isEqualTo(STATUS_INVALID_PARAMETER);
  }
}
