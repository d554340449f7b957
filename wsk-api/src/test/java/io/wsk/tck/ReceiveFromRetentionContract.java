package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_FLAG_RELEASE_ASAP;
import static io.wsk.nt.NtStatus.STATUS_INVALID_PARAMETER;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskDatagramIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Clients that keep datagram indications and release them later. */
public abstract class ReceiveFromRetentionContract extends DatagramContract {
  /** An indication that was kept, and what it said when it came. */
  private record Kept(WskDatagramIndication node, String text, InetSocketAddress from) {}

  private final BlockingQueue<Kept> kept = new LinkedBlockingQueue<>();

  /** Keeps every list, cut into its nodes. */
  private NtStatus keep(int flags, WskDatagramIndication datagrams) {
    for (WskDatagramIndication node : cut(datagrams)) {
      kept.add(new Kept(node, Bytes.text(Bytes.copy(node.buffer())), node.remoteAddress()));
    }
    return STATUS_PENDING;
  }

  private TestDatagrams keeper() throws Exception {
    return bound(new TestDatagrams().onReceiveFrom(this::keep), WSK_EVENT_RECEIVE_FROM);
  }

  private static void release(TestDatagrams context, Kept each) {
    assertThat(Bytes.text(Bytes.copy(each.node().buffer()))).isEqualTo(each.text());
    assertThat(each.node().remoteAddress()).isEqualTo(each.from());
    assertThat(context.socket().release(each.node())).isEqualTo(STATUS_SUCCESS);
  }

  private List<Kept> awaitKept(int count) {
    Eventually.until("kept datagrams", () -> kept.size() >= count);
    List<Kept> all = new ArrayList<>();
    kept.drainTo(all);
    return all;
  }

  @Test
  @WskRule({"DGR-05", "REV-07"})
  void nodesAreReleasedOneByOneInAnyOrderFromAnyThread() throws Exception {
    TestDatagrams context = keeper();
    DatagramPeer one = peer();
    DatagramPeer two = peer();
    InetSocketAddress to = addressOf(context.socket());
    for (String text : texts(100)) {
      one.send(text, to);
      two.send(text + " of two", to);
    }
    List<Kept> all = awaitKept(200);
    Collections.shuffle(all, new Random(3));
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      List<Kept> share = all.subList(t * 50, t * 50 + 50);
      threads.add(CompletableFuture.runAsync(() -> share.forEach(k -> release(context, k))));
    }
    threads.forEach(CompletableFuture::join);
    // Nothing is in the way of what comes now.
    one.send("after", to);
    release(context, awaitKept(1).get(0));
  }

  @Test
  @WskRule("DGR-05")
  void aWholeListIsReleasedByItsFirstNode() throws Exception {
    assumeListsAreWhole();
    BlockingQueue<WskDatagramIndication> lists = new LinkedBlockingQueue<>();
    TestDatagrams context =
        new TestDatagrams()
            .onReceiveFrom(
                (flags, datagrams) -> {
                  lists.add(datagrams);
                  return STATUS_PENDING;
                });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    whileHeld(
        context.socket(),
        () -> {
          for (String text : texts(5)) {
            peer.send(text, to);
          }
        });
    WskDatagramIndication list = Eventually.taken("list", lists);
    assertThat(TestDatagrams.list(list)).hasSize(5);
    // The leak check of the base fails if a node of the list stays behind.
    assertThat(context.socket().release(list)).isEqualTo(STATUS_SUCCESS);
  }

  @Test
  @WskRule({"DGR-05", "REV-07"})
  void nodesMayBeReleasedInsideTheCallbackThatAnswersPending() throws Exception {
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          for (WskDatagramIndication node : cut(datagrams)) {
            assertThat(context.socket().release(node)).isEqualTo(STATUS_SUCCESS);
          }
          return STATUS_PENDING;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    for (String text : texts(50)) {
      peer.send(text, addressOf(context.socket()));
      assertThat(context.awaitTaken()).isEqualTo(text);
    }
  }

  @Test
  @WskRule({"DGR-05", "CLO-06"})
  void whatIsKeptIsValidAfterCloseAndCanBeReleased() throws Exception {
    TestDatagrams context = keeper();
    peer().send("kept", addressOf(context.socket()));
    Kept only = awaitKept(1).get(0);
    assertThat(completed(context.socket()::close).status()).isEqualTo(STATUS_SUCCESS);
    context.markClosed();
    release(context, only);
  }

  @Test
  @WskRule({"DGR-05", "REV-07"})
  void aSecondReleaseAndAForeignOneAreRefused() throws Exception {
    expectWarning("not retained on this socket");
    TestDatagrams context = keeper();
    TestDatagrams other = bound(new TestDatagrams(), 0);
    DatagramPeer peer = peer();
    peer.send("a", addressOf(context.socket()));
    Kept first = awaitKept(1).get(0);
    assertThat(other.socket().release(first.node())).isEqualTo(STATUS_INVALID_PARAMETER);
    release(context, first);
    assertThat(context.socket().release(first.node())).isEqualTo(STATUS_INVALID_PARAMETER);
    // What was released is never lent again: the stale node stays stale while others come.
    for (String text : texts(10)) {
      peer.send(text, addressOf(context.socket()));
      Kept next = awaitKept(1).get(0);
      assertThat(next.node()).isNotSameAs(first.node());
      assertThat(context.socket().release(first.node())).isEqualTo(STATUS_INVALID_PARAMETER);
      release(context, next);
    }
    assertThat(harness().counted("client.errors")).isEqualTo(12);
  }

  @Test
  @WskRule({"DGR-05", "REV-08"})
  void tooMuchRetainedIsAskedForAndThenNotReadUntilItIsReleased() throws Exception {
    TestDatagrams context = keeper();
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    int length = 50_000;
    long stop = harness().retainedBytesStopMark();
    int untilStop = (int) ((stop + length - 1) / length);
    for (int i = 0; i < untilStop; i++) {
      // One at a time, so that no read brings more than the marks allow.
      int count = i + 1;
      peer.send(new byte[length], to);
      Eventually.until("datagram " + i, () -> kept.size() == count);
    }
    long asap = harness().retainedBytesAsapMark();
    int index = 0;
    for (TestDatagrams.Call call : context.calls) {
      boolean asked = (call.flags() & WSK_FLAG_RELEASE_ASAP) != 0;
      assertThat(asked).as("call %s", index).isEqualTo((long) index * length >= asap);
      index++;
    }
    peer.send("waits", to);
    turns(context.socket());
    assertThat(kept).hasSize(untilStop);
    awaitKept(untilStop).forEach(each -> release(context, each));
    List<Kept> last = awaitKept(1);
    assertThat(last.get(0).text()).isEqualTo("waits");
    release(context, last.get(0));
  }

  @Test
  @WskRule({"DGR-05", "DGR-02"})
  void whatIsKeptCanBeSentOnAsItIs() throws Exception {
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          for (WskDatagramIndication node : cut(datagrams)) {
            Irp<Void> irp = Irp.onCompletion(() -> context.socket().release(node));
            NtStatus unused =
                context.socket().sendTo(node.buffer(), 0, node.remoteAddress(), List.of(), irp);
          }
          return STATUS_PENDING;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    for (int length : new int[] {1, 1000, 30_000, 65_507}) {
      byte[] bytes = Bytes.pattern(length, length);
      peer.send(bytes, addressOf(context.socket()));
      assertThat(peer.receive()).isEqualTo(bytes);
    }
  }
}
