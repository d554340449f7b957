package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_FLAG_ABORTIVE;
import static io.wsk.api.Wsk.WSK_FLAG_AT_DISPATCH_LEVEL;
import static io.wsk.api.Wsk.WSK_FLAG_ENTIRE_MESSAGE;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskDataIndication;
import io.wsk.nt.NtStatus;
import io.wsk.nt.ProviderThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Chapter REV: what the receive callback gets, and a client that accepts everything. */
public abstract class ReceiveEventContract extends ConnectionContract {
  @Test
  @WskRule("REV-01")
  void callbackRunsOnlyWhenItIsEnabled() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = connected(connection);
    pair.peer().write("abc");
    turns(pair);
    assertThat(connection.receives).isEmpty();
    assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    awaitTaken(connection, Bytes.of("abc"));
    pair.peer().write("def");
    awaitTaken(connection, Bytes.of("abcdef"));
  }

  @Test
  @WskRule("REV-01")
  void callbacksNeverOverlapWhateverOtherThreadsDo() throws Exception {
    // The context itself watches for overlapping calls, and the base of the kit asks it.
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      threads.add(inBackground(() -> callOften(pair)));
    }
    byte[] sent = Bytes.pattern(4 * MIB, 41);
    await(inBackground(() -> pair.peer().write(sent)));
    for (CompletableFuture<Void> thread : threads) {
      await(thread);
    }
    awaitTaken(connection, sent);
  }

  private static void callOften(Pair pair) throws InterruptedException {
    for (int n = 0; n < 300; n++) {
      assertThat(control(pair.socket(), WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
      resume(pair);
    }
  }

  /** What a callback saw of its parameters. */
  private record Call(String context, int flags, long listed, long indicated, boolean onLoop) {}

  private static final class Watcher {
    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    NtStatus receive(String context, int flags, WskDataIndication list, long indicated) {
      long listed = 0;
      for (WskDataIndication node = list; node != null; node = node.next()) {
        assertThat(node.buffer().isValid()).isTrue();
        listed += node.buffer().length();
      }
      calls.add(new Call(context, flags, listed, indicated, ProviderThread.isCurrent()));
      return STATUS_SUCCESS;
    }
  }

  @Test
  @WskRule({"REV-02", "REV-09", "REV-10"})
  void callbackGetsContextFlagsListAndCount() throws Exception {
    Watcher watcher = new Watcher();
    WskClientConnectionDispatch<String> dispatch =
        new WskClientConnectionDispatch<>(
            (context, flags, data, bytes, accepted) -> watcher.receive(context, flags, data, bytes),
            null,
            null);
    Peer.Server server = closeLater(new Peer.Server());
    var socket =
        closeLater(get(npi().socketConnect(anyLoopback(), server.address(), "mine", dispatch)));
    Peer peer = closeLater(server.accept());
    assertThat(control(socket, WSK_EVENT_RECEIVE)).isEqualTo(STATUS_SUCCESS);
    long seen = 0;
    for (int length : new int[] {1, 1000, 100_000, MIB}) {
      await(inBackground(() -> peer.write(new byte[length])));
      for (long target = seen + length; seen < target; ) {
        Call call = Eventually.taken("receive callback", watcher.calls);
        assertThat(call.context()).isEqualTo("mine");
        assertThat(call.indicated()).isPositive().isEqualTo(call.listed());
        assertThat(call.flags() & WSK_FLAG_ENTIRE_MESSAGE).isZero();
        assertThat(call.flags() & WSK_FLAG_ABORTIVE).isZero();
        assertThat((call.flags() & WSK_FLAG_AT_DISPATCH_LEVEL) != 0).isEqualTo(call.onLoop());
        seen += call.indicated();
      }
    }
  }

  @Test
  @WskRule({"REV-02", "REV-03"})
  void untouchedOutParameterSaysAllAndNoMemoryStaysBehind() throws Exception {
    BlockingQueue<Boolean> saysAll = new LinkedBlockingQueue<>();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          saysAll.add(accepted.value() == bytes);
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    byte[] sent = Bytes.pattern(8 * MIB, 42);
    turns(pair);
    long before = harness().liveBytes();
    await(inBackground(() -> pair.peer().write(sent)));
    awaitTaken(connection, sent);
    assertThat(saysAll).doesNotContain(false);
    // A receive buffer may be held for what comes next, what was accepted may not.
    Eventually.until("memory given back", () -> harness().liveBytes() - before < MIB);
  }

  @Test
  @WskRule("REV-11")
  void nullIndicationSaysOnceThatTheSocketIsLost() throws Exception {
    TestConnection connection = new TestConnection();
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE);
    pair.peer().write("abc");
    TestConnection.Receive data = Eventually.taken("data", connection.receives);
    assertThat(Bytes.text(data.data())).isEqualTo("abc");
    harness().lose(pair.socket());
    TestConnection.Receive loss = Eventually.taken("loss", connection.receives);
    assertThat(loss.data()).isNull();
    assertThat(loss.bytesIndicated()).isZero();
    get(pair.socket().close());
    connection.markClosed();
    assertThat(connection.receives).isEmpty();
    // Losing a socket may be logged.
    assertThat(harness().takeWarnings()).hasSizeLessThan(10);
  }
}
