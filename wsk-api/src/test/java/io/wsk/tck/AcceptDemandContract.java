package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.nt.Irp;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * LIS-09 and LIS-10: the provider takes connections from the kernel only while somebody wants them,
 * and survives a kernel that cannot give them. How many it has taken cannot be seen from outside,
 * as the kernel has answered the peer long before: the harness counts.
 */
public abstract class AcceptDemandContract extends ContractTest {
  private static final int SEVERAL = 5;

  /** Beyond what kernels add to the length that they are asked for. */
  private static final int BEYOND = 16;

  private long taken() {
    return harness().counted("accepted");
  }

  private List<Peer> peersOf(TestListener listener) throws Exception {
    return peersOf(listener, SEVERAL);
  }

  private List<Peer> peersOf(TestListener listener, int count) throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      peers.add(peerOf(listener.socket()));
    }
    return peers;
  }

  private void assertAcceptedByCallback(TestListener listener, InetSocketAddress remote)
      throws Exception {
    TestConnection connection = watch(Eventually.taken("accept callback", listener.connections));
    assertThat(get(connection.socket().getRemoteAddress())).isEqualTo(remote);
  }

  // ---- LIS-09 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-09")
  void withoutDemandConnectionsWaitInTheKernel() throws Exception {
    TestListener listener = listen(new TestListener(), 0);
    List<Peer> peers = peersOf(listener);
    Turns.of(listener.socket());
    assertThat(taken()).as("taken without demand").isZero();
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    for (Peer peer : peers) {
      assertAcceptedByCallback(listener, peer.localAddress());
    }
    assertThat(taken()).as("taken in all").isEqualTo(SEVERAL);
  }

  @Test
  @WskRule("LIS-09")
  void oneRequestTakesOneConnection() throws Exception {
    TestListener listener = listen(new TestListener(), 0);
    for (Peer peer : peersOf(listener)) {
      long before = taken();
      WskConnectionSocket socket =
          closeLater(get(listener.socket().accept(null, WskClientConnectionDispatch.none())));
      Turns.of(listener.socket());
      assertThat(get(socket.getRemoteAddress())).isEqualTo(peer.localAddress());
      assertThat(taken() - before).as("taken for one request").isEqualTo(1);
    }
  }

  @Test
  @WskRule({"LIS-09", "EVT-12"})
  void whenAcceptIsDisabledTheDemandEnds() throws Exception {
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    assertAcceptedByCallback(listener, peerOf(listener.socket()).localAddress());
    Irp<Void> disabled =
        completed(irp -> control(listener.socket(), WSK_EVENT_DISABLE | WSK_EVENT_ACCEPT, irp));
    assertThat(disabled.status()).isEqualTo(STATUS_SUCCESS);
    // The loop may hear of it a turn later.
    Turns.of(listener.socket());
    List<Peer> peers = peersOf(listener);
    Turns.of(listener.socket());
    assertThat(taken()).as("taken after the disable").isBetween(1L, 1L + begunAhead());
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    for (Peer peer : peers) {
      assertAcceptedByCallback(listener, peer.localAddress());
    }
  }

  @Test
  @WskRule({"LIS-09", "IRP-06"})
  void whenTheRequestIsCancelledTheDemandEnds() throws Exception {
    TestListener listener = listen(new TestListener(), 0);
    Irp<WskConnectionSocket> irp = Irp.allocate();
    assertThat(listener.socket().accept(0, null, null, null, null, irp)).isEqualTo(STATUS_PENDING);
    assertThat(irp.cancel()).isTrue();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    Turns.of(listener.socket());
    assertThat(peersOf(listener)).hasSize(SEVERAL);
    Turns.of(listener.socket());
    assertThat(taken()).as("taken without demand").isBetween(0L, (long) begunAhead());
  }

  /** An accept that the kernel was given ahead may take one that nobody wants any more. */
  private int begunAhead() {
    return harness().isSynchronous() ? 0 : 1;
  }

  @Test
  @WskRule("LIS-09")
  void theKernelHoldsAsManyConnectionsAsConfigured() throws Exception {
    int backlog = SEVERAL;
    useProvider(harness().providerWithLimits(backlog, SEVERAL, Duration.ZERO));
    TestListener listener = listen(new TestListener(), 0);
    List<SocketChannel> channels = new ArrayList<>();
    for (int i = 0; i < backlog + BEYOND; i++) {
      SocketChannel channel = closeLater(SocketChannel.open());
      channel.configureBlocking(false);
      boolean atOnce = channel.connect(addressOf(listener.socket()));
      channels.add(channel);
      if (i < backlog && !atOnce) {
        Eventually.until("connection " + i + " of " + backlog, channel::finishConnect);
      }
    }
    // A longer backlog would have let in those beyond it as fast as the others.
    assertThat(allConnected(channels)).as("connections beyond the backlog").isFalse();
    assertThat(taken()).as("taken without demand").isZero();
  }

  private static boolean allConnected(List<SocketChannel> channels) throws Exception {
    boolean all = true;
    for (SocketChannel channel : channels) {
      all &= channel.finishConnect();
    }
    return all;
  }

  // ---- LIS-10 -----------------------------------------------------------------------------------

  @Test
  @WskRule("LIS-10")
  void withoutDescriptorsTheListenerBacksOffAndGoesOnAfterwards() throws Exception {
    expectWarning("ccept"); // how a log line names it, with a capital or without
    TestListener listener = listen(new TestListener(), WSK_EVENT_ACCEPT);
    assertAcceptedByCallback(listener, peerOf(listener.socket()).localAddress());
    Irp<Void> disabled =
        completed(irp -> control(listener.socket(), WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE, irp));
    assertThat(disabled.status()).isEqualTo(STATUS_SUCCESS);
    Turns.of(listener.socket()); // the loop may hear of it a turn later
    List<Peer> ahead = peersOf(listener, begunAhead());
    Eventually.until("those that were begun ahead", () -> taken() == 1 + ahead.size());
    Peer waiting = peerOf(listener.socket()); // before, since it needs a descriptor too
    harness().exhaustDescriptors();
    assertThat(control(listener.socket(), WSK_EVENT_ACCEPT)).isEqualTo(STATUS_SUCCESS);
    Eventually.until("a counted failure", () -> harness().counted("accept.failures") > 0);
    assertDoesNotSpin(listener);
    for (Peer taken : ahead) {
      assertAcceptedByCallback(listener, taken.localAddress());
    }
    assertThat(listener.connections).isEmpty();
    harness().restoreDescriptors();
    assertAcceptedByCallback(listener, waiting.localAddress());
    assertAcceptedByCallback(listener, peerOf(listener.socket()).localAddress());
  }

  /**
   * A listener that tries again in every turn of its loop fails at least once in each: thrice here.
   */
  private void assertDoesNotSpin(TestListener listener) throws Exception {
    int turns = 300;
    long before = harness().counted("accept.failures");
    for (int i = 0; i < turns; i++) {
      Turns.of(listener.socket());
    }
    assertThat(harness().counted("accept.failures") - before)
        .as("failures in %s turns", turns)
        .isLessThan(turns);
  }

  @Test
  @WskRule("LIS-10")
  void aRequestOutlivesTheLackOfDescriptors() throws Exception {
    expectWarning("ccept");
    TestListener listener = listen(new TestListener(), 0);
    Peer peer = peerOf(listener.socket()); // before, since it needs a descriptor too
    harness().exhaustDescriptors();
    Irp<WskConnectionSocket> irp = Irp.allocate();
    assertThat(listener.socket().accept(0, null, null, null, null, irp)).isEqualTo(STATUS_PENDING);
    Eventually.until("a counted failure", () -> harness().counted("accept.failures") > 0);
    assertThat(irp.isPending()).isTrue();
    harness().restoreDescriptors();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(get(closeLater(irp.result()).getRemoteAddress())).isEqualTo(peer.localAddress());
  }
}
