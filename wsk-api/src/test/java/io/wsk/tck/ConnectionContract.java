package io.wsk.tck;

import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.wsk.api.WskBuf;
import io.wsk.nt.Irp;
import io.wsk.nt.Mdl;
import io.wsk.nt.NtStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What the chapters about connections share. It has no tests of its own. */
public abstract class ConnectionContract extends ContractTest {
  /** 1048576 bytes. */
  protected static final int MIB = 1 << 20;

  /** More than the buffers of any kernel hold for a peer that does not read. */
  protected static final int MORE_THAN_KERNELS_HOLD = 32 * MIB;

  /** Something that may throw. */
  @FunctionalInterface
  protected interface Task {
    /** Does it. */
    void run() throws Exception;
  }

  /** Makes a call with a fresh IRP that succeeds now or later, and does not wait for it. */
  protected static Irp<Void> started(Function<Irp<Void>, NtStatus> call) {
    Irp<Void> irp = Irp.allocate();
    assertThat(call.apply(irp)).isIn(STATUS_SUCCESS, STATUS_PENDING);
    return irp;
  }

  /** Waits for an IRP and checks how it ended. */
  protected static void ends(Irp<?> irp, NtStatus status, long information)
      throws InterruptedException {
    assertThat(endOf(irp)).isEqualTo(status);
    assertThat(irp.information()).isEqualTo(information);
  }

  /** Waits for an IRP. */
  protected static NtStatus endOf(Irp<?> irp) throws InterruptedException {
    assertThat(irp.await(Eventually.LIMIT)).as("completed: %s", irp).isTrue();
    return irp.status();
  }

  /** Makes a call that ends with this failure, now or later. */
  protected static void failsWith(NtStatus status, Function<Irp<Void>, NtStatus> call)
      throws InterruptedException {
    Irp<Void> irp = completed(call);
    assertThat(irp.status()).isEqualTo(status);
    assertThat(irp.information()).isZero();
  }

  /** The readable bytes of a fresh buffer. */
  protected final WskBuf data(String text) {
    return data(Bytes.of(text));
  }

  /** The readable bytes of a fresh buffer. */
  protected final WskBuf data(byte[] bytes) {
    return WskBuf.ofReadable(buffer(bytes));
  }

  /** Links MDLs to a chain. */
  protected static Mdl chain(Mdl... nodes) {
    for (int i = 0; i + 1 < nodes.length; i++) {
      nodes[i].setNext(nodes[i + 1]);
    }
    return nodes[0];
  }

  /** A run that repeats one buffer: many bytes from little memory. */
  protected static WskBuf repeated(ByteBuf buffer, int times) {
    Mdl[] nodes = new Mdl[times];
    for (int i = 0; i < times; i++) {
      nodes[i] = Mdl.ofReadable(buffer);
    }
    return new WskBuf(chain(nodes), 0, (long) times * buffer.readableBytes());
  }

  /** Waits until callbacks have taken exactly these bytes. */
  protected static void awaitTaken(TestConnection connection, byte[] expected) {
    Eventually.until(
        "taken by callbacks: " + expected.length, () -> connection.takenCount() >= expected.length);
    assertThat(connection.takenBytes()).isEqualTo(expected);
  }

  /** A connection accepted by callback whose peer has little room for what it does not read. */
  protected final Pair acceptedWithSmallPeer(TestConnection connection, int events)
      throws Exception {
    TestListener listener =
        listen(new TestListener().connections(() -> connection), WSK_EVENT_ACCEPT | events);
    Peer peer = closeLater(Peer.connectWithSmallBuffer(addressOf(listener.socket())));
    TestConnection ready = watch(Eventually.taken("accept callback", listener.connections));
    return new Pair(ready, ready.socket(), peer);
  }

  /** Starts a send that cannot end before the peer reads, and waits until it has begun to leave. */
  protected final Irp<Void> jam(Pair pair) throws Exception {
    WskBuf run = repeated(buffer(new byte[MIB]), MORE_THAN_KERNELS_HOLD / MIB);
    Irp<Void> irp = started(i -> pair.socket().send(run, 0, i));
    assertThat(pair.peer().read(1)).containsExactly(0);
    return irp;
  }

  /** Reads what is left of {@link #jam}. */
  protected static void unjam(Pair pair) throws Exception {
    for (int i = 0; i < MORE_THAN_KERNELS_HOLD / MIB - 1; i++) {
      assertThat(pair.peer().read(MIB)).isEqualTo(new byte[MIB]);
    }
    assertThat(pair.peer().read(MIB - 1)).isEqualTo(new byte[MIB - 1]);
  }

  /**
   * Lets the connection's event loop turn. A send that is made after another has completed needs a
   * turn of its own, and a turn handles what the kernel has ready: after a few of them whatever was
   * going to be read has been read. The peer must have read everything before.
   */
  protected final void turns(Pair pair) throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(get(pair.socket().send(data("#")))).isEqualTo(1);
      assertThat(pair.peer().readText(1)).isEqualTo("#");
    }
  }

  /** The same with receives, for a connection that cannot send; RECEIVE must not be enabled. */
  protected final void turnsByReceiving(Pair pair) throws Exception {
    ByteBuf in = emptyBuffer(1);
    for (int i = 0; i < 4; i++) {
      Irp<Void> irp = started(r -> pair.socket().receive(WskBuf.ofWritable(in), 0, r));
      pair.peer().write("#");
      ends(irp, STATUS_SUCCESS, 1);
    }
  }

  /** Receives until so many bytes have come. */
  protected final byte[] receiveExactly(Pair pair, int count) throws Exception {
    ByteBuf in = emptyBuffer(Math.max(1, count));
    while (in.readableBytes() < count) {
      long got = get(pair.socket().receive(WskBuf.ofWritable(in)));
      assertThat(got).as("more after %s of %s bytes", in.readableBytes(), count).isPositive();
      in.writerIndex(in.writerIndex() + (int) got);
    }
    return Bytes.first(in, count);
  }

  /** Resumes paused callbacks. */
  protected static void resume(Pair pair) throws InterruptedException {
    Irp<Void> irp = completed(i -> pair.socket().receive(WskBuf.empty(), 0, i));
    ends(irp, STATUS_SUCCESS, 0);
  }

  /** Takes a permit, but does not wait for ever. */
  protected static void acquire(Semaphore semaphore) {
    try {
      boolean taken = semaphore.tryAcquire(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(taken).as("permit in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Does something that blocks, on a thread of its own. */
  protected static CompletableFuture<Void> inBackground(Task task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  /** Waits for {@link #inBackground}. */
  protected static void await(CompletableFuture<?> done) throws Exception {
    Object nothing = done.get(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(nothing).isNull();
  }
}
