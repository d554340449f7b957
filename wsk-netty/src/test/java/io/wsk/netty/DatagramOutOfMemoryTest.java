package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.nt.NtStatus.STATUS_INSUFFICIENT_RESOURCES;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.tck.Bytes;
import io.wsk.tck.DatagramContract;
import io.wsk.tck.DatagramPeer;
import io.wsk.tck.Eventually;
import io.wsk.tck.TestDatagrams;
import io.wsk.tck.WskHarness;
import io.wsk.tck.random.FailingAllocator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Memory that runs out costs a datagram, or nothing; the socket goes on: DGR-02, DGR-04. */
class DatagramOutOfMemoryTest {
  @Nested
  class OnNio extends Rules {
    OnNio() {
      super(Transport.NIO);
    }
  }

  @Nested
  class OnEpoll extends Rules {
    OnEpoll() {
      super(Transport.EPOLL);
    }
  }

  @Nested
  class OnIoUring extends Rules {
    OnIoUring() {
      super(Transport.IO_URING);
    }
  }

  abstract static class Rules extends DatagramContract {
    /** More than a copy of the tests' datagrams, less than a read buffer. */
    private static final int LITTLE = 1024;

    private final Transport transport;
    private FailingAllocator failing;

    Rules(Transport transport) {
      this.transport = transport;
    }

    @Override
    protected WskHarness createHarness() {
      assumeTrue(transport.isAvailable(), () -> transport + " is not available here");
      return new NettyHarness(
          transport, VerifierMode.OFF, memory -> failing = FailingAllocator.upTo(memory, LITTLE));
    }

    /** In a chain, since to send that takes memory of the provider's. */
    private WskBuf chained(String first, String second) {
      Mdl mdl = Mdl.ofReadable(buffer(Bytes.of(first)));
      mdl.setNext(Mdl.ofReadable(buffer(Bytes.of(second))));
      return new WskBuf(mdl, 0, first.length() + second.length());
    }

    private static void assertOutOfMemory(Irp<Void> send, long sent) {
      assertThat(send.status()).isEqualTo(STATUS_INSUFFICIENT_RESOURCES);
      assertThat(send.information()).isEqualTo(sent);
    }

    @Test
    void aSendThatFindsNoMemoryFailsAndTheNextOneLeaves() throws Exception {
      WskDatagramSocket socket = bound();
      DatagramPeer peer = peer();
      failing.arm(true);
      assertOutOfMemory(
          completed(i -> socket.sendTo(chained("a", "b"), 0, peer.address(), List.of(), i)), 0);
      failing.arm(false);
      assertThat(get(socket.sendTo(chained("c", "d"), peer.address()))).isEqualTo(2);
      assertThat(peer.receiveText()).isEqualTo("cd");
    }

    @Test
    void aListIsSentButForTheDatagramThatFindsNoMemory() throws Exception {
      sendsAllBut(chained("a", "b"));
    }

    @Test
    void aListIsSentButForTheDatagramOnTheHeapThatFindsNoMemory() throws Exception {
      sendsAllBut(WskBuf.ofReadable(Unpooled.wrappedBuffer(new byte[7])));
    }

    private void sendsAllBut(WskBuf second) throws Exception {
      WskDatagramSocket socket = bound();
      DatagramPeer peer = peer();
      WskBufList last = new WskBufList(datagram("third"), null);
      WskBufList list = new WskBufList(datagram("first"), new WskBufList(second, last));
      failing.arm(true);
      assertOutOfMemory(
          completed(i -> socket.sendMessages(list, 0, peer.address(), List.of(), i)), 10);
      failing.arm(false);
      assertThat(get(socket.sendTo(datagram("next"), peer.address()))).isEqualTo(4);
      assertThat(peer.receiveText()).isEqualTo("first");
      assertThat(peer.receiveText()).isEqualTo("third");
      assertThat(peer.receiveText()).isEqualTo("next");
    }

    @Test
    void aDatagramThatCannotBeCopiedOutOfItsReadBufferIsIndicatedInIt() throws Exception {
      BlockingQueue<WskDatagramIndication> kept = new LinkedBlockingQueue<>();
      TestDatagrams context = new TestDatagrams();
      context.onReceiveFrom(
          (flags, datagrams) -> {
            kept.add(datagrams);
            return STATUS_PENDING;
          });
      bound(context, WSK_EVENT_RECEIVE_FROM);
      DatagramPeer peer = peer();
      failing.arm(true);
      peer.send("abc", addressOf(context.socket()));
      WskDatagramIndication datagram = Eventually.taken("datagram", kept);
      failing.arm(false);
      assertThat(Bytes.text(Bytes.copy(datagram.buffer()))).isEqualTo("abc");
      assertThat(failing.failures()).isPositive();
      assertThat(context.socket().release(datagram).isSuccess()).isTrue();
    }
  }
}
