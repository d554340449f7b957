package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.control.SocketOptions;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.nt.Out;
import io.wsk.nt.ProviderThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who calls on which thread: THR-01, THR-02. */
public abstract class ThreadContract extends ContractTest {
  private static final int CALLERS = 4;
  private static final int ROUNDS = 200;
  private static final int RECORD = 16;

  @Test
  @WskRule("THR-01")
  void manyThreadsMayUseOneSocketAtOnce() throws Exception {
    Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
    InetSocketAddress local = get(pair.socket().getLocalAddress());
    List<ByteBuf> records = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      records.add(buffer(Bytes.of(String.valueOf((char) ('a' + caller)).repeat(RECORD))));
    }
    List<Background<Void>> callers = new ArrayList<>();
    CyclicBarrier begin = new CyclicBarrier(CALLERS);
    for (ByteBuf data : records) {
      callers.add(
          Background.start(
              () -> {
                begin.await();
                return useSocket(pair.socket(), data, local);
              }));
    }
    // The peer reads while they send, and answers so that callbacks run meanwhile.
    List<String> received = new ArrayList<>();
    for (int i = 0; i < CALLERS * ROUNDS; i++) {
      received.add(pair.peer().readText(RECORD));
      pair.peer().write("x");
    }
    for (Background<Void> caller : callers) {
      caller.result();
    }
    // No record is torn or lost, whoever sent it.
    for (int caller = 0; caller < CALLERS; caller++) {
      String record = String.valueOf((char) ('a' + caller)).repeat(RECORD);
      assertThat(received).filteredOn(record::equals).hasSize(ROUNDS);
    }
    Eventually.until(
        "all answers", () -> pair.connection().takenBytes().length == CALLERS * ROUNDS);
  }

  private static Void useSocket(WskConnectionSocket socket, ByteBuf data, InetSocketAddress local)
      throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(get(socket.send(WskBuf.ofReadable(data)))).isEqualTo(RECORD);
      assertThat(get(socket.getLocalAddress())).isEqualTo(local);
      assertThat(control(socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT))
          .isEqualTo(STATUS_SUCCESS);
      get(socket.set(SocketOptions.SO_KEEPALIVE, i % 2 == 0));
    }
    return null;
  }

  @Test
  @WskRule("THR-01")
  void functionsMayBeCalledFromTheCallbacksOfAnotherSocket() throws Exception {
    Pair target = connected(new TestConnection());
    ByteBuf data = buffer(Bytes.of("relayed"));
    Irp<Void> sending = Irp.allocate();
    AtomicReference<NtStatus> returned = new AtomicReference<>();
    TestConnection source = new TestConnection();
    source.onReceive(
        (flags, indication, bytes, accepted) -> {
          returned.set(target.socket().send(WskBuf.ofReadable(data), 0, sending));
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(source, WSK_EVENT_RECEIVE);
    pair.peer().write("x");
    assertThat(target.peer().readText(7)).isEqualTo("relayed");
    assertThat(sending.await(Eventually.LIMIT)).isTrue();
    assertThat(sending.status()).isEqualTo(STATUS_SUCCESS);
    assertThat(returned.get().isSuccess()).isTrue();
  }

  /** The threads that a socket's callbacks and completions ran on, and whether two overlapped. */
  private static final class Trace {
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inside = new AtomicInteger();

    void run(String what) {
      if (inside.incrementAndGet() > 1) {
        faults.add(what + " overlaps another");
      }
      threads.add(Thread.currentThread());
      if (!ProviderThread.isCurrent()) {
        faults.add(what + " on " + Thread.currentThread().getName());
      }
      Thread.onSpinWait();
      inside.decrementAndGet();
    }

    /** Makes a call whose completion must be on the loop, or within the call itself. */
    void call(String what, Function<Irp<Void>, NtStatus> function) throws Exception {
      Thread caller = Thread.currentThread();
      AtomicReference<Thread> completedOn = new AtomicReference<>();
      Irp<Void> irp =
          Irp.onCompletion(
              () -> {
                completedOn.set(Thread.currentThread());
                if (Thread.currentThread() != caller) {
                  run(what);
                }
              });
      NtStatus returned = function.apply(irp);
      assertThat(irp.await(Eventually.LIMIT)).isTrue();
      if (completedOn.get() == caller && returned == STATUS_PENDING) {
        faults.add(what + " was pending and completed on the thread that called");
      }
    }
  }

  @Test
  @WskRule("THR-02")
  void callbacksAndCompletionsOfASocketRunOneAtATimeOnOneEventLoop() throws Exception {
    Trace trace = new Trace();
    TestConnection connection = new TestConnection();
    connection.onReceive(
        (flags, data, bytes, accepted) -> {
          trace.run("receive callback");
          return STATUS_SUCCESS;
        });
    connection.onDisconnect(
        flags -> {
          trace.run("disconnect callback");
          return STATUS_SUCCESS;
        });
    Pair pair = accepted(connection, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);
    ByteBuf data = buffer(Bytes.of("y"));
    List<Background<Void>> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      callers.add(Background.start(() -> useTraced(trace, pair.socket(), data)));
    }
    for (int i = 0; i < CALLERS * ROUNDS; i++) {
      assertThat(pair.peer().read(1)).containsExactly('y');
      pair.peer().write("x");
    }
    for (Background<Void> caller : callers) {
      caller.result();
    }
    pair.peer().shutdownOutput();
    assertThat(Eventually.taken("disconnect", connection.disconnects)).isNotNull();
    trace.call("close", pair.socket()::close);
    assertThat(trace.faults).isEmpty();
    assertThat(trace.threads).hasSize(1);
  }

  private static Void useTraced(Trace trace, WskConnectionSocket socket, ByteBuf data)
      throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      trace.call("send", irp -> socket.send(WskBuf.ofReadable(data), 0, irp));
      trace.call("address", irp -> socket.getRemoteAddress(new Out<>(), irp));
    }
    return null;
  }

  /** Several connections, so that a provider with several loops spreads them. */
  @Test
  @WskRule("THR-02")
  void callbacksAndLaterCompletionsOfAnAcceptedSocketShareOneThread() throws Exception {
    for (int i = 0; i < 4; i++) {
      Pair pair = accepted(new TestConnection(), WSK_EVENT_RECEIVE);
      pair.peer().write("a");
      Thread loop = Eventually.taken("receive", pair.connection().receives).thread();
      assertThat(completionThread(irp -> receiveOne(pair, irp))).isSameAs(loop);
      ByteBuf byteToSend = buffer(Bytes.of("b"));
      assertThat(completionThread(irp -> pair.socket().send(WskBuf.ofReadable(byteToSend), 0, irp)))
          .isSameAs(loop);
      assertThat(completionThread(irp -> pair.socket().disconnect(null, 0, irp))).isSameAs(loop);
      assertThat(completionThread(irp -> pair.socket().close(irp))).isSameAs(loop);
      pair.connection().markClosed();
    }
  }

  private NtStatus receiveOne(Pair pair, Irp<Void> irp) {
    NtStatus status = pair.socket().receive(WskBuf.ofWritable(emptyBuffer(1)), 0, irp);
    try {
      pair.peer().write("x");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return status;
  }

  private static Thread completionThread(Function<Irp<Void>, NtStatus> call)
      throws InterruptedException {
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    Irp<Void> irp = Irp.onCompletion(() -> threads.add(Thread.currentThread()));
    assertThat(call.apply(irp)).isEqualTo(STATUS_PENDING);
    return Eventually.taken("completion", threads);
  }
}
