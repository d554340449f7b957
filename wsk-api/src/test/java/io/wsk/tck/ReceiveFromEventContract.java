package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE_FROM;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.api.control.ClientControls.WSK_SET_STATIC_EVENT_CALLBACKS;
import static io.wsk.nt.NtStatus.STATUS_DATA_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_REQUEST;
import static io.wsk.nt.NtStatus.STATUS_INVALID_DEVICE_STATE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.nt.NtStatus.STATUS_UNSUCCESSFUL;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskClientDatagramDispatch;
import io.wsk.api.WskDatagramIndication;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.ProviderThread;
import io.wsk.tck.TestDatagrams.Call;
import io.wsk.tck.TestDatagrams.Datagram;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The receive-from callback: what it gets, and what its answers do. */
public abstract class ReceiveFromEventContract extends DatagramContract {
  @Test
  @WskRule("DGR-04")
  void whatOneReadBringsIsOneList() throws Exception {
    assumeListsAreWhole();
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    InetSocketAddress to = addressOf(context.socket());
    DatagramPeer one = peer();
    DatagramPeer two = peer();
    whileHeld(
        context.socket(),
        () -> {
          one.send("a", to);
          two.send("b", to);
          one.send("c", to);
        });
    Call call = Eventually.taken("callback", context.calls);
    assertThat(call.datagrams())
        .containsExactly(
            new Datagram("a", one.address()),
            new Datagram("b", two.address()),
            new Datagram("c", one.address()));
    assertThat(call.flags() & WSK_FLAG_AT_DISPATCH_LEVEL).isNotZero();
  }

  @Test
  @WskRule({"DGR-04", "THR-02"})
  void theCallbackRunsOnOneProviderThread() throws Exception {
    List<Boolean> onLoop = new ArrayList<>();
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          onLoop.add(ProviderThread.isCurrent());
          return STATUS_SUCCESS;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    for (String text : texts(20)) {
      peer.send(text, addressOf(context.socket()));
      assertThat(context.awaitTaken()).isEqualTo(text);
    }
    assertThat(onLoop).hasSizeGreaterThan(1).doesNotContain(false);
    assertThat(context.calls.stream().map(Call::thread).distinct()).hasSize(1);
  }

  @Test
  @WskRule({"DGR-05", "DGR-10"})
  void aDatagramOfAnySizeArrivesWhole() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    for (int length : new int[] {0, 1, 1472, 1473, 2048, 2049, 16_383, 40_000, 65_507}) {
      byte[] bytes = Bytes.pattern(length, length);
      peer.send(bytes, addressOf(context.socket()));
      assertThat(context.awaitTaken()).as("%s bytes", length).isEqualTo(Bytes.text(bytes));
    }
  }

  @Test
  @WskRule("DGR-05")
  void successGivesTheListBackAtOnce() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    // What is read into may be kept for the next read; that is there after the first.
    exchange(peer, context);
    turns(context.socket());
    long before = harness().liveBytes();
    for (int round = 0; round < 20; round++) {
      exchange(peer, context);
    }
    Eventually.until("memory given back", () -> harness().liveBytes() - before < 60_000);
  }

  private void exchange(DatagramPeer peer, TestDatagrams context) throws Exception {
    peer.send(new byte[60_000], addressOf(context.socket()));
    context.awaitTaken();
  }

  @Test
  @WskRule("DGR-06")
  void decliningDisablesADynamicCallbackUntilItIsEnabledAgain() throws Exception {
    assumeListsAreWhole();
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom((flags, datagrams) -> STATUS_DATA_NOT_ACCEPTED);
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    whileHeld(
        context.socket(),
        () -> {
          peer.send("first", to);
          peer.send("second", to);
        });
    Call declined = Eventually.taken("callback", context.calls);
    assertThat(declined.datagrams()).hasSize(2);
    // Disabled: more comes, and nobody is called.
    peer.send("third", to);
    turns(context.socket());
    assertThat(context.calls).isEmpty();
    context.onReceiveFrom((flags, datagrams) -> STATUS_SUCCESS);
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    Call again = Eventually.taken("callback", context.calls);
    assertThat(again.datagrams()).isEqualTo(declined.datagrams());
    assertThat(context.awaitTaken()).isEqualTo("first");
    assertThat(context.awaitTaken()).isEqualTo("second");
    assertThat(context.awaitTaken()).isEqualTo("third");
    assertThat(harness().counted("datagrams.dropped")).isZero();
  }

  @Test
  @WskRule({"DGR-06", "DGR-04"})
  void aRequestTakesOneOfTheKeptDatagramsAndTheCallbackStaysDisabled() throws Exception {
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom((flags, datagrams) -> STATUS_DATA_NOT_ACCEPTED);
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    whileHeld(
        context.socket(),
        () -> {
          peer.send("first", to);
          peer.send("second", to);
        });
    Eventually.taken("callback", context.calls);
    context.onReceiveFrom((flags, datagrams) -> STATUS_SUCCESS);
    ByteBuf target = emptyBuffer(100);
    assertThat(get(context.socket().receiveFrom(WskBuf.ofWritable(target), null))).isEqualTo(5);
    assertThat(Bytes.text(Bytes.first(target, 5))).isEqualTo("first");
    turns(context.socket());
    assertThat(context.calls).isEmpty();
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    assertThat(context.awaitTaken()).isEqualTo("second");
  }

  @Test
  @WskRule("DGR-06")
  void anEnableThatComesBeforeTheCallbackReturnsIsNotLost() throws Exception {
    TestDatagrams context = new TestDatagrams();
    AtomicInteger declined = new AtomicInteger();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          if (declined.getAndIncrement() > 0) {
            return STATUS_SUCCESS;
          }
          assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
          return STATUS_DATA_NOT_ACCEPTED;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    peer().send("once", addressOf(context.socket()));
    assertThat(context.awaitTaken()).isEqualTo("once");
    assertThat(context.calls).hasSize(2);
  }

  @Test
  @WskRule("DGR-06")
  void whatADecliningCallbackHasReleasedOrCutIsStillWhole() throws Exception {
    assumeListsAreWhole();
    breaks("REV-07");
    expectWarning("released inside a callback that did not keep it");
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          // Breaks the list, releases one node, then declines all.
          WskDatagramIndication second = cut(datagrams).get(1);
          assertThat(context.socket().release(second)).isEqualTo(STATUS_SUCCESS);
          return STATUS_DATA_NOT_ACCEPTED;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    whileHeld(
        context.socket(),
        () -> {
          for (String text : List.of("a", "b", "c")) {
            peer.send(text, to);
          }
        });
    Call declined = Eventually.taken("callback", context.calls);
    // What was released by mistake can be kept and released like the others.
    List<NtStatus> releases = Collections.synchronizedList(new ArrayList<>());
    context.onReceiveFrom(
        (flags, datagrams) -> {
          cut(datagrams).forEach(node -> releases.add(context.socket().release(node)));
          return STATUS_PENDING;
        });
    turns(context.socket());
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    assertThat(Eventually.taken("callback", context.calls).datagrams())
        .hasSize(3)
        .isEqualTo(declined.datagrams());
    turns(context.socket());
    assertThat(releases).hasSize(3).containsOnly(STATUS_SUCCESS);
    assertThat(harness().counted("client.errors")).isEqualTo(1);
  }

  @Test
  @WskRule({"DGR-06", "STA-05"})
  void decliningDoesNotDisableAStaticCallbackButDropsAndCounts() throws Exception {
    assumeListsAreWhole();
    enableStatically(WSK_EVENT_RECEIVE_FROM);
    TestDatagrams context = new TestDatagrams();
    AtomicInteger calls = new AtomicInteger();
    context.onReceiveFrom(
        (flags, datagrams) ->
            calls.getAndIncrement() == 0 ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS);
    bound(context, 0);
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    whileHeld(
        context.socket(),
        () -> {
          peer.send("first", to);
          peer.send("second", to);
        });
    assertThat(Eventually.taken("callback", context.calls).datagrams()).hasSize(2);
    peer.send("third", to);
    assertThat(context.awaitTaken()).isEqualTo("third");
    assertThat(context.taken).isEmpty();
    assertThat(harness().counted("datagrams.dropped")).isEqualTo(2);
  }

  @Test
  @WskRule("DGR-06")
  void aCallbackThatThrowsOrAnswersNonsenseHasDeclined() throws Exception {
    expectWarning("threw; contained");
    expectWarning("which means nothing there");
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          throw new IllegalStateException("thrown by a test");
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    peer().send("kept", addressOf(context.socket()));
    Eventually.taken("callback", context.calls);
    context.onReceiveFrom((flags, datagrams) -> STATUS_UNSUCCESSFUL);
    turns(context.socket());
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    Eventually.taken("callback", context.calls);
    context.onReceiveFrom((flags, datagrams) -> STATUS_SUCCESS);
    turns(context.socket());
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    assertThat(context.awaitTaken()).isEqualTo("kept");
    assertThat(harness().counted("callback.exceptions")).isEqualTo(1);
    assertThat(harness().counted("callback.bad.status")).isEqualTo(1);
  }

  @Test
  @WskRule("EVT-05")
  void theCallbackCanBeEnabledOnlyAfterBind() throws Exception {
    TestDatagrams context = unbound(new TestDatagrams());
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM))
        .isEqualTo(STATUS_INVALID_DEVICE_STATE);
    get(context.socket().bind(anyLoopback()));
    peer().send("waits", addressOf(context.socket()));
    turns(context.socket());
    assertThat(context.calls).isEmpty();
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    assertThat(context.awaitTaken()).isEqualTo("waits");
  }

  @Test
  @WskRule("EVT-03")
  void aDatagramSocketHasOneEvent() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), 0);
    Events.assertRefused(context.socket(), WSK_EVENT_RECEIVE);
    Events.assertRefused(context.socket(), WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISCONNECT);
    Events.assertRefused(context.socket(), 0);
    Events.assertRefused(context.socket(), WSK_EVENT_DISABLE);
    Events.assertRefused(context.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE);
    peer().send("none", addressOf(context.socket()));
    turns(context.socket());
    assertThat(context.calls).isEmpty();
  }

  @Test
  @WskRule("EVT-06")
  void withoutACallbackThereIsNothingToEnable() throws Exception {
    Events.assertRefused(bound(), WSK_EVENT_RECEIVE_FROM);
  }

  @Test
  @WskRule({"STA-01", "STA-03", "STA-05"})
  void aStaticCallbackIsLiveFromBindOnAndCannotBeSwitched() throws Exception {
    assertThat(
            npi()
                .control(
                    WSK_SET_STATIC_EVENT_CALLBACKS, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE))
        .isEqualTo(STATUS_SUCCESS);
    TestDatagrams context = bound(new TestDatagrams(), 0);
    peer().send("live", addressOf(context.socket()));
    assertThat(context.awaitTaken()).isEqualTo("live");
    Events.assertRefused(context.socket(), WSK_EVENT_RECEIVE_FROM, STATUS_INVALID_DEVICE_REQUEST);
    Events.assertRefused(
        context.socket(),
        WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE_FROM,
        STATUS_INVALID_DEVICE_REQUEST);
  }

  @Test
  @WskRule("STA-08")
  void aStaticEventWithoutACallbackIsNotCalled() throws Exception {
    enableStatically(WSK_EVENT_RECEIVE_FROM);
    var socket = bound();
    peer().send("for a request", addressOf(socket));
    turns(socket);
    var target = emptyBuffer(100);
    assertThat(get(socket.receiveFrom(WskBuf.ofWritable(target), null))).isEqualTo(13);
  }

  @Test
  @WskRule({"EVT-07", "EVT-12"})
  void datagramsWaitWhileTheCallbackIsDisabledAndThoseBeyondTheBufferAreDropped() throws Exception {
    TestDatagrams context = bound(new TestDatagrams(), WSK_EVENT_RECEIVE_FROM);
    InetSocketAddress to = addressOf(context.socket());
    assertThat(control(context.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE_FROM))
        .isEqualTo(STATUS_SUCCESS);
    DatagramPeer peer = peer();
    int sent = 2000;
    for (int i = 0; i < sent; i++) {
      peer.send(Bytes.pattern(30_000, i), to);
    }
    turns(context.socket());
    assertThat(context.calls).isEmpty();
    // What is held is what one read brought; the other 60 MB are not in the process.
    assertThat(harness().liveBytes()).isLessThan(4 << 20);
    assertThat(control(context.socket(), WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    // The first are there, in order; then one that is sent now.
    assertThat(context.awaitTaken()).isEqualTo(Bytes.text(Bytes.pattern(30_000, 0)));
    assertThat(context.awaitTaken()).isEqualTo(Bytes.text(Bytes.pattern(30_000, 1)));
    // The kernel drops for as long as its buffer is full, so it may take more than one attempt.
    Eventually.until(
        "a datagram that is sent now",
        () -> {
          peer.send("now", to);
          return context.taken.stream().anyMatch(datagram -> datagram.text().equals("now"));
        });
    long kept = context.taken.stream().filter(each -> !each.text().equals("now")).count();
    assertThat(kept).isLessThan(sent - 2);
  }

  @Test
  @WskRule({"EVT-08", "EVT-10"})
  void disableWhileTheCallbackIsInProgressIsPending() throws Exception {
    Held held = closeLater(new Held());
    TestDatagrams context = new TestDatagrams();
    context.onReceiveFrom(
        (flags, datagrams) -> {
          held.hold();
          return STATUS_SUCCESS;
        });
    bound(context, WSK_EVENT_RECEIVE_FROM);
    DatagramPeer peer = peer();
    InetSocketAddress to = addressOf(context.socket());
    peer.send("a", to);
    held.awaitEntered();
    Irp<Void> irp = Irp.allocate();
    NtStatus disabling = control(context.socket(), WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE_FROM, irp);
    assertThat(disabling).isEqualTo(STATUS_PENDING);
    assertThat(irp.isCompleted()).isFalse();
    peer.send("b", to);
    held.letGo();
    assertThat(irp.await(Eventually.LIMIT)).isTrue();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    turns(context.socket());
    assertThat(context.calls).hasSize(1);
  }

  @Test
  @WskRule("SOC-09")
  void theCallbackGetsTheContextUnchanged() throws Exception {
    List<Object> contexts = new ArrayList<>();
    Object mine = new Object();
    WskClientDatagramDispatch<Object> dispatch =
        new WskClientDatagramDispatch<>(
            (context, flags, datagrams) -> {
              synchronized (contexts) {
                contexts.add(context);
              }
              return STATUS_SUCCESS;
            });
    var socket =
        closeLater(
            get(
                npi()
                    .socket(
                        io.wsk.api.Ws2Def.AF_INET,
                        io.wsk.api.Ws2Def.SOCK_DGRAM,
                        io.wsk.api.Ws2Def.IPPROTO_UDP,
                        mine,
                        dispatch)));
    get(socket.bind(anyLoopback()));
    assertThat(control(socket, WSK_EVENT_RECEIVE_FROM)).isEqualTo(STATUS_SUCCESS);
    peer().send("x", addressOf(socket));
    Eventually.asserted(
        () -> {
          synchronized (contexts) {
            assertThat(contexts).containsExactly(mine);
          }
        });
  }
}
