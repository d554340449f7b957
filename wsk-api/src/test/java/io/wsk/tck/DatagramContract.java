package io.wsk.tck;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_UDP;
import static io.wsk.api.Ws2Def.SOCK_DGRAM;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskBufList;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.api.WskDatagramSocket;
import io.wsk.nt.Irp;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/** What the chapters about datagram sockets have in common. */
public abstract class DatagramContract extends ContractTest {
  private final List<TestDatagrams> watched = new ArrayList<>();

  @AfterEach
  void checkCallbacks() {
    watched.forEach(context -> assertThat(context.violation()).as("violation").isNull());
  }

  /** An unbound socket with a context that records. */
  protected final TestDatagrams unbound(TestDatagrams context) throws Exception {
    context.socket(
        closeLater(
            get(npi().socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, context, TestDatagrams.DISPATCH))));
    watched.add(context);
    return context;
  }

  /** A socket on a loopback port with these events enabled (0 for none). */
  protected final TestDatagrams bound(TestDatagrams context, int events) throws Exception {
    unbound(context);
    get(context.socket().bind(anyLoopback()));
    if (events != 0) {
      assertThat(control(context.socket(), events)).isEqualTo(STATUS_SUCCESS);
    }
    return context;
  }

  /** A bound socket without callbacks. */
  protected final WskDatagramSocket bound() throws Exception {
    WskDatagramSocket socket = unboundDatagrams();
    get(socket.bind(anyLoopback()));
    return socket;
  }

  /** An unbound socket without callbacks. */
  protected final WskDatagramSocket unboundDatagrams() throws Exception {
    return closeLater(
        get(
            npi()
                .socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP, null, WskClientDatagramDispatch.none())));
  }

  /** A plain peer, closed after the test. */
  protected final DatagramPeer peer() throws Exception {
    return closeLater(new DatagramPeer());
  }

  /** Where a socket is bound. */
  protected static InetSocketAddress addressOf(WskDatagramSocket socket) throws Exception {
    return get(socket.getLocalAddress());
  }

  /** A datagram to send. */
  protected final WskBuf datagram(String text) {
    return datagram(Bytes.of(text));
  }

  /** A datagram to send. */
  protected final WskBuf datagram(byte[] bytes) {
    return WskBuf.ofReadable(buffer(bytes));
  }

  /** Datagrams to send, as a list. */
  protected final WskBufList datagrams(List<String> texts) {
    WskBufList list = null;
    for (int i = texts.size() - 1; i >= 0; i--) {
      list = new WskBufList(datagram(texts.get(i)), list);
    }
    return list;
  }

  /** So many texts that differ. */
  protected static List<String> texts(int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add("datagram " + i);
    }
    return all;
  }

  /**
   * Makes the socket's loop turn until whatever had reached the kernel before has been seen: the
   * socket sends to a peer of this method's own, a datagram at a time.
   */
  protected final void turns(WskDatagramSocket socket) throws Exception {
    try (DatagramPeer other = new DatagramPeer()) {
      for (int turn = 0; turn < 3; turn++) {
        assertThat(get(socket.sendTo(datagram("turn"), other.address()))).isEqualTo(4);
        assertThat(other.receiveText()).isEqualTo("turn");
      }
    }
  }

  /**
   * Holds the socket's loop, in a completion routine, while something is done: what arrives
   * meanwhile is brought by one read.
   */
  protected final void whileHeld(WskDatagramSocket socket, Action action) throws Exception {
    Held held = closeLater(new Held());
    CountDownLatch done = new CountDownLatch(1);
    Irp<Void> irp =
        Irp.onCompletion(
            () -> {
              held.hold();
              done.countDown();
            });
    try (DatagramPeer other = new DatagramPeer()) {
      socket.sendTo(datagram("hold"), 0, other.address(), List.of(), irp);
      held.awaitEntered();
      action.run();
    } finally {
      held.letGo();
    }
    Eventually.latch("the completion routine returns", done);
  }

  /** What a test does. */
  @FunctionalInterface
  protected interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /** For tests in which all that arrives while {@link #whileHeld} is to be one list. */
  protected final void assumeListsAreWhole() {
    Assumptions.assumeTrue(
        harness().isSynchronous(),
        "a read of this transport is begun ahead, and the datagram that ends it comes alone");
  }

  /** The nodes of a list, cut from each other. */
  protected static List<WskDatagramIndication> cut(WskDatagramIndication list) {
    List<WskDatagramIndication> nodes = new ArrayList<>();
    for (WskDatagramIndication node = list; node != null; ) {
      WskDatagramIndication next = node.next();
      node.setNext(null);
      nodes.add(node);
      node = next;
    }
    return nodes;
  }
}
