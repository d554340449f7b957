package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_CANCELLED;
import static io.wsk.nt.NtStatus.STATUS_MORE_PROCESSING_REQUIRED;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wsk.api.WskBuf;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskListenSocket;
import io.wsk.nt.IoCompletionRoutine;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import io.wsk.nt.ProviderThread;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What happens when IRPs complete: IRP-04, IRP-06, IRP-08 to IRP-10. */
public abstract class CompletionContract extends ContractTest {
  private WskListenSocket listener() throws Exception {
    return listen(null, WskClientListenDispatch.none());
  }

  private static NtStatus accept(WskListenSocket listener, Irp<WskConnectionSocket> irp) {
    return listener.accept(0, null, null, null, null, irp);
  }

  private static IoCompletionRoutine<String> recording(List<String> calls, NtStatus answer) {
    return (irp, context) -> {
      calls.add(context);
      return answer;
    };
  }

  @Test
  @WskRule("IRP-04")
  void aRoutineRunsForTheOutcomesItAskedForOnly() throws Exception {
    WskListenSocket listener = listener();
    for (int wanted = 0; wanted < 8; wanted++) {
      boolean success = (wanted & 1) != 0;
      boolean error = (wanted & 2) != 0;
      boolean cancel = (wanted & 4) != 0;
      List<String> calls = new CopyOnWriteArrayList<>();
      IoCompletionRoutine<String> routine = recording(calls, STATUS_SUCCESS);

      Irp<Void> succeeding = Irp.allocate();
      succeeding.setCompletionRoutine(routine, "success", success, error, cancel);
      assertThat(listener.getLocalAddress(new Out<>(), succeeding).isSuccess()).isTrue();
      assertThat(succeeding.await(Eventually.LIMIT)).isTrue();
      assertThat(calls.remove("success")).isEqualTo(success);

      Irp<Void> failing = Irp.allocate();
      failing.setCompletionRoutine(routine, "error", success, error, cancel);
      NtStatus bindAgain = listener.bind(anyLoopback(), 0, failing);
      assertThat(failing.await(Eventually.LIMIT)).as("bind again: %s", bindAgain).isTrue();
      assertThat(calls.remove("error")).isEqualTo(error);

      Irp<WskConnectionSocket> cancelled = Irp.allocate();
      cancelled.setCompletionRoutine(routine, "cancel", success, error, cancel);
      assertThat(accept(listener, cancelled)).isEqualTo(STATUS_PENDING);
      assertThat(cancelled.cancel()).isTrue();
      assertThat(cancelled.await(Eventually.LIMIT)).isTrue();
      assertThat(calls.remove("cancel")).isEqualTo(cancel);
      assertThat(calls).isEmpty();
    }
  }

  @Test
  @WskRule("IRP-04")
  void moreProcessingRequiredStopsCompletionAndSuccessLetsItGoOn() throws Exception {
    WskListenSocket listener = listener();
    for (NtStatus answer : List.of(STATUS_SUCCESS, STATUS_MORE_PROCESSING_REQUIRED)) {
      List<String> calls = new CopyOnWriteArrayList<>();
      Irp<Void> irp = Irp.allocate(2);
      irp.setCompletionRoutine(recording(calls, STATUS_SUCCESS), "upper", true, true, true);
      irp.setNextStackLocation();
      irp.setCompletionRoutine(recording(calls, answer), "lower", true, true, true);
      assertThat(listener.getLocalAddress(new Out<>(), irp).isSuccess()).isTrue();
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      if (answer == STATUS_MORE_PROCESSING_REQUIRED) {
        assertThat(calls).containsExactly("lower");
        irp.resumeCompletion();
      }
      assertThat(calls).containsExactly("lower", "upper");
    }
  }

  @Test
  @WskRule("IRP-06")
  void cancelWithdrawsAPendingRequest() throws Exception {
    WskListenSocket listener = listener();
    Irp<WskConnectionSocket> first = Irp.allocate();
    Irp<WskConnectionSocket> second = Irp.allocate();
    assertThat(accept(listener, first)).isEqualTo(STATUS_PENDING);
    assertThat(accept(listener, second)).isEqualTo(STATUS_PENDING);
    assertThat(first.cancel()).isTrue();
    assertThat(first.await(Eventually.LIMIT)).isTrue();
    assertThat(first.status()).isEqualTo(STATUS_CANCELLED);
    assertThat(first.information()).isZero();
    assertThat(first.result()).isNull();
    assertThat(second.isPending()).isTrue();

    Peer peer = peerOf(listener);
    assertThat(second.await(Eventually.LIMIT)).isTrue();
    assertThat(get(closeLater(second.result()).getRemoteAddress())).isEqualTo(peer.localAddress());
  }

  @Test
  @WskRule("IRP-06")
  void cancelOfACompletedRequestDoesNothingAndSaysSo() throws Exception {
    WskListenSocket listener = listener();
    Irp<Void> irp = completed(i -> listener.getLocalAddress(new Out<>(), i));
    assertThat(irp.cancel()).isFalse();
    assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(Irp.allocate().cancel()).isFalse();
  }

  @Test
  @WskRule({"IRP-02", "IRP-06"})
  void cancelAndCompletionRaceToExactlyOneEnd() throws Exception {
    WskListenSocket listener = listener();
    InetSocketAddress address = addressOf(listener);
    for (int i = 0; i < 60; i++) {
      AtomicInteger completions = new AtomicInteger();
      Irp<WskConnectionSocket> irp = Irp.onCompletion(completions::incrementAndGet);
      assertThat(accept(listener, irp)).isEqualTo(STATUS_PENDING);
      Background<Peer> connecting = Background.start(() -> Peer.connect(address));
      // Every other time the connection is there first.
      Peer early = i % 2 == 0 ? connecting.result() : null;
      boolean hit = irp.cancel();
      Peer peer = early == null ? connecting.result() : early;
      assertThat(irp.await(Eventually.LIMIT)).as("cancel said %s", hit).isTrue();
      WskConnectionSocket socket = irp.result();
      if (irp.status() == STATUS_CANCELLED) {
        assertThat(hit).isTrue();
        // A connection that the cancelled request did not get waits for the next one.
        socket = completed((Irp<WskConnectionSocket> next) -> accept(listener, next)).result();
      } else {
        assertThat(irp.status()).isEqualTo(STATUS_SUCCESS);
      }
      assertThat(get(socket.getRemoteAddress())).isEqualTo(peer.localAddress());
      get(socket.close());
      peer.close();
      assertThat(completions).hasValue(1);
    }
  }

  /** Gives the IRP to the same call again and again, each time from its own routine. */
  private static final class Chain {
    private static final int LENGTH = 50_000;

    final CompletableFuture<Integer> deepest = new CompletableFuture<>();
    private final WskListenSocket listener;
    private final boolean failing;
    private int left = LENGTH;
    private int depth;

    Chain(WskListenSocket listener, boolean failing) {
      this.listener = listener;
      this.failing = failing;
    }

    void next(Irp<?> irp) {
      irp.reuse();
      irp.setCompletionRoutine(Chain::completed, this, true, true, true);
      NtStatus returned =
          failing
              ? listener.bind(anyLoopback(), 1, irp)
              : listener.getLocalAddress(new Out<>(), irp);
      if (returned.isSuccess() == failing) {
        deepest.completeExceptionally(new AssertionError("the call returned " + returned));
      }
    }

    private static NtStatus completed(Irp<?> irp, Chain chain) {
      if (chain.left % 500 == 0) {
        chain.depth = Math.max(chain.depth, new Throwable().getStackTrace().length);
      }
      if (--chain.left == 0) {
        chain.deepest.complete(chain.depth);
        return STATUS_SUCCESS;
      }
      chain.next(irp);
      return STATUS_MORE_PROCESSING_REQUIRED;
    }
  }

  private static void assertStackStaysBounded(Chain chain) throws Exception {
    int deepest = chain.deepest.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(deepest).as("frames on the stack").isBetween(1, 600);
  }

  @Test
  @WskRule("IRP-08")
  void aChainOfCallsThatFailAtOnceDoesNotGrowTheStack() throws Exception {
    Chain chain = new Chain(listener(), true);
    chain.next(Irp.allocate());
    assertStackStaysBounded(chain);
  }

  @Test
  @WskRule("IRP-08")
  void aChainOfCallsFromTheEventLoopDoesNotGrowTheStack() throws Exception {
    Chain chain = new Chain(listener(), false);
    // Cancel completes on the event loop, and there a call may complete at once.
    Irp<WskConnectionSocket> start = Irp.onCompletion(() -> chain.next(Irp.allocate()));
    assertThat(accept(chain.listener, start)).isEqualTo(STATUS_PENDING);
    assertThat(start.cancel()).isTrue();
    assertStackStaysBounded(chain);
  }

  @Test
  @WskRule("IRP-09")
  void anIrpCanBeAwaitedAndSeenAsAStage() throws Exception {
    WskListenSocket listener = listener();
    List<String> order = new CopyOnWriteArrayList<>();
    Irp<WskConnectionSocket> irp = Irp.onCompletion(() -> order.add("routine"));
    assertThat(accept(listener, irp)).isEqualTo(STATUS_PENDING);
    assertThat(irp.await(Duration.ofMillis(1))).isFalse();
    assertThat(irp.isPending()).isTrue();
    CompletableFuture<NtStatus> stage =
        irp.toCompletionStage()
            .thenApply(
                ioStatus -> {
                  order.add("stage");
                  return ioStatus.status();
                })
            .toCompletableFuture();
    Background<NtStatus> unlimited = Background.start(irp::await);
    unlimited.awaitBlocked();
    Peer peer = peerOf(listener);
    assertThat(unlimited.result()).isEqualTo(STATUS_SUCCESS);
    assertThat(stage.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .isEqualTo(STATUS_SUCCESS);
    assertThat(order).containsExactly("routine", "stage");
    assertThat(get(closeLater(irp.result()).getRemoteAddress())).isEqualTo(peer.localAddress());
  }

  @Test
  @WskRule("IRP-09")
  void awaitingOnAProviderThreadIsRefused() throws Exception {
    BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    Irp<Void> never = Irp.allocate();
    TestListener listener = new TestListener();
    listener.onAccept(
        (flags, local, remote, socket, out) -> {
          addRefusals(never, refusals);
          return listener.acceptByDefault(flags, local, remote, socket, out);
        });
    Peer peer = peerOf(listen(listener, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE).socket());
    TestConnection connection = watch(Eventually.taken("connection", listener.connections));
    assertThat(refusals).hasSize(2).allMatch(message -> message.contains("await"));

    refusals.clear();
    // The routine of a receive that waited runs on the event loop too.
    Irp<Void> receiving = Irp.onCompletion(() -> addRefusals(never, refusals));
    NtStatus returned =
        connection.socket().receive(WskBuf.ofWritable(emptyBuffer(8)), 0, receiving);
    assertThat(returned).isEqualTo(STATUS_PENDING);
    peer.write("x");
    assertThat(receiving.await(Eventually.LIMIT)).isTrue();
    assertThat(refusals).hasSize(2).allMatch(message -> message.contains("await"));
  }

  private static void addRefusals(Irp<?> irp, BlockingQueue<String> refusals) {
    assertThat(ProviderThread.isCurrent()).isTrue();
    try {
      boolean waited = irp.await(Duration.ofMillis(1));
      refusals.add("waited with a limit: " + waited);
    } catch (IllegalStateException e) {
      refusals.add(e.getMessage());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    try {
      NtStatus status = irp.await();
      refusals.add("waited: " + status);
    } catch (IllegalStateException e) {
      refusals.add(e.getMessage());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @WskRule("IRP-10")
  void aRoutineThatThrowsHarmsNothingAndIsReported() throws Exception {
    expectWarning("WskReceive");
    Pair pair = accepted(new TestConnection(), 0);
    long before = harness().counted("completion.exceptions");
    Irp<Void> throwing =
        Irp.onCompletion(
            () -> {
              throw new IllegalArgumentException("thrown by a completion routine");
            });
    Irp<Void> next = Irp.allocate();
    assertThat(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(1)), 0, throwing))
        .isEqualTo(STATUS_PENDING);
    assertThat(pair.socket().receive(WskBuf.ofWritable(emptyBuffer(1)), 0, next))
        .isEqualTo(STATUS_PENDING);
    // Both are served by one read, so the second completion follows the failure at once.
    pair.peer().write("ab");
    assertThat(throwing.await(Eventually.LIMIT)).isTrue();
    assertThat(throwing.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(next.await(Eventually.LIMIT)).isTrue();
    assertThat(next.information()).isEqualTo(1);
    assertThat(harness().counted("completion.exceptions")).isEqualTo(before + 1);
    assertThat(get(pair.socket().send(WskBuf.ofReadable(buffer(Bytes.of("c")))))).isEqualTo(1);
    assertThat(pair.peer().readText(1)).isEqualTo("c");
  }
}
