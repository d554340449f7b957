package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.nt.NtStatus.STATUS_FILE_FORCED_CLOSED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wsk.api.WskBuf;
import io.wsk.api.WskDatagramSocket;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.tck.ContractTest;
import io.wsk.tck.DatagramPeer;
import io.wsk.tck.Eventually;
import io.wsk.tck.TestConnection;
import io.wsk.tck.TestDatagrams;
import io.wsk.tck.WskHarness;
import io.wsk.tck.random.FailingAllocator;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Memory that runs out costs the connection, and nothing else: CLO-08. */
class OutOfMemoryTest {
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

  abstract static class Rules extends ContractTest {
    /** Failures, of which some are of copies, some of reads. */
    private static final int SEVERAL = 5;

    private final Transport transport;
    private FailingAllocator failing;

    Rules(Transport transport) {
      this.transport = transport;
    }

    @Override
    protected WskHarness createHarness() {
      assumeTrue(transport.isAvailable(), () -> transport + " is not available here");
      return new NettyHarness(
          transport, VerifierMode.OFF, memory -> failing = new FailingAllocator(memory, 1, 0));
    }

    private void nothingIsLeft() {
      expectWarning(FailingAllocator.MESSAGE);
      failing.arm(true);
    }

    /** A chain, since that takes memory of the provider's. */
    private WskBuf chain() {
      Mdl first = Mdl.ofReadable(buffer(new byte[10]));
      first.setNext(Mdl.ofReadable(buffer(new byte[10])));
      return new WskBuf(first, 0, 20);
    }

    @Test
    void sendLosesTheConnectionAndThePeerIsReset() throws Exception {
      TestConnection connection = new TestConnection();
      Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
      Irp<Void> receive = Irp.allocate();
      ByteBuf room = emptyBuffer(10);
      assertThat(pair.socket().receive(WskBuf.ofWritable(room), 0, receive))
          .isEqualTo(STATUS_PENDING);
      nothingIsLeft();
      Irp<Void> send = completed(i -> pair.socket().send(chain(), 0, i));
      assertThat(send.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
      assertThat(receive.await(Eventually.LIMIT)).isTrue();
      assertThat(receive.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
      assertThat(Eventually.taken("loss", connection.receives).data()).isNull();
      assertThat(pair.peer().endsInReset()).isTrue();
    }

    @Test
    void sendInsideACallbackTellsOfTheLossAfterIt() throws Exception {
      BlockingQueue<Irp<Void>> sends = new LinkedBlockingQueue<>();
      TestConnection connection = new TestConnection();
      connection.onReceive(
          (flags, data, bytes, accepted) -> {
            if (data != null) {
              failing.arm(true);
              Irp<Void> irp = Irp.allocate();
              assertThat(connection.socket().send(chain(), 0, irp)).isEqualTo(STATUS_PENDING);
              sends.add(irp);
            }
            return STATUS_SUCCESS;
          });
      Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
      expectWarning(FailingAllocator.MESSAGE);
      pair.peer().write("go");
      Irp<Void> send = Eventually.taken("send", sends);
      assertThat(send.await(Eventually.LIMIT)).isTrue();
      assertThat(send.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
      assertThat(Eventually.taken("data", connection.receives).data()).isNotNull();
      assertThat(Eventually.taken("loss", connection.receives).data()).isNull();
    }

    @Test
    void readLosesTheConnectionAndIsNotTakenForTheEndOfTheStream() throws Exception {
      TestConnection connection = new TestConnection();
      Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
      nothingIsLeft();
      pair.peer().write("never read");
      assertThat(Eventually.taken("loss", connection.receives).data()).isNull();
      assertThat(pair.peer().endsInReset()).isTrue();
      Irp<Void> after = completed(i -> pair.socket().receive(WskBuf.empty(), 0, i));
      assertThat(after.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
      get(pair.socket().close());
      assertThat(connection.disconnects).isEmpty();
    }

    @Test
    void otherConnectionsOfTheLoopsLiveOn() throws Exception {
      Pair lost = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
      Pair other = accepted(new TestConnection(), 0);
      nothingIsLeft();
      Irp<Void> send = completed(i -> lost.socket().send(chain(), 0, i));
      assertThat(send.status()).isEqualTo(STATUS_FILE_FORCED_CLOSED);
      ByteBuf dot = Unpooled.directBuffer(1).writeByte('.');
      try {
        assertThat(get(other.socket().send(WskBuf.ofReadable(dot)))).isEqualTo(1);
      } finally {
        dot.release();
      }
      assertThat(other.peer().readText(1)).isEqualTo(".");
    }

    /**
     * Each of these reads may cost a datagram; those that are read are whole, and others follow.
     */
    @Test
    void readsOfDatagramsThatFindNoMemoryDoNotEndTheSocket() throws Exception {
      assumeTrue(transport != Transport.NIO, "Netty closes such a channel: the socket is lost");
      TestDatagrams context = new TestDatagrams();
      WskDatagramSocket socket =
          closeLater(
              get(npi().socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, context, TestDatagrams.DISPATCH)));
      get(socket.bind(anyLoopback()));
      assertThat(control(socket, WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
      InetSocketAddress address = get(socket.getLocalAddress());
      DatagramPeer peer = closeLater(new DatagramPeer());
      if (transport == Transport.IO_URING) {
        // A read is under way: what it reads into is there, and may be used again and again.
        allowWarning(FailingAllocator.MESSAGE);
        failing.arm(true);
      } else {
        nothingIsLeft();
      }
      untilSent(peer, "early", address, () -> failing.failures() > SEVERAL);
      failing.arm(false);
      untilSent(peer, "late", address, () -> texts(context).contains("late"));
      assertThat(texts(context)).isSubsetOf("early", "late");
    }

    private static void untilSent(
        DatagramPeer peer, String text, InetSocketAddress to, BooleanSupplier enough) {
      Eventually.until(
          "enough of " + text,
          () -> {
            peer.send(text, to);
            return enough.getAsBoolean();
          });
    }

    private static List<String> texts(TestDatagrams context) {
      return context.taken.stream().map(TestDatagrams.Datagram::text).toList();
    }
  }
}
