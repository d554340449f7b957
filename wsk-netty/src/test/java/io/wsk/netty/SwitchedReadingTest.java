package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_EVENT_ACCEPT;
import static io.wsk.api.Wsk.WSK_EVENT_DISABLE;
import static io.wsk.api.Wsk.WSK_EVENT_DISCONNECT;
import static io.wsk.api.Wsk.WSK_EVENT_RECEIVE;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.SocketOptions.SO_WSK_EVENT_CALLBACK;
import static io.wsk.nt.NtStatus.STATUS_PENDING;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Eventually.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wsk.api.AcceptedSocket;
import io.wsk.api.BytesAccepted;
import io.wsk.api.Wsk;
import io.wsk.api.WskClientConnectionDispatch;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskConnectionSocket;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.api.control.WskEventCallbackControl;
import io.wsk.nt.Irp;
import io.wsk.nt.NtStatus;
import io.wsk.tck.Eventually;
import io.wsk.tck.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bulk data on connections whose reading goes off and on all the time: callbacks keep what they get
 * until too much is retained; every few milliseconds it is released, and the callback disabled or
 * enabled again. All bytes arrive, then the end of the stream; a connection that gets nothing for
 * {@value #STALL_SECONDS} s has stalled. How long it goes on is the system property {@value
 * #SECONDS}; without it, once with a few connections.
 */
class SwitchedReadingTest {
  static final String SECONDS = "wsk.switched.seconds";

  private static final int STALL_SECONDS = 10;
  private static final int EVENTS = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
  private static final int CHUNK = 64 * 1024;

  private static final WskClientListenDispatch<SwitchedReadingTest> LISTEN =
      new WskClientListenDispatch<>(SwitchedReadingTest::accept);
  private static final WskClientConnectionDispatch<Receiver> RECEIVE =
      new WskClientConnectionDispatch<>(Receiver::receive, Receiver::disconnect, null);

  private final Queue<Receiver> receivers = new ConcurrentLinkedQueue<>();
  private final AtomicLong disables = new AtomicLong();
  private volatile Throwable failure;
  private final AtomicLong kept = new AtomicLong();

  private NtStatus accept(
      int flags,
      InetSocketAddress local,
      InetSocketAddress remote,
      WskConnectionSocket socket,
      AcceptedSocket accepted) {
    if (socket == null) {
      return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Receiver receiver = new Receiver(socket);
    accepted.set(receiver, RECEIVE);
    receivers.add(receiver);
    return STATUS_SUCCESS;
  }

  private void goOn() {
    try {
      receivers.forEach(Receiver::goOn);
    } catch (Throwable e) {
      failure = e;
    }
  }

  /** One connection. Its callbacks run on its loop, {@link #goOn} on another thread. */
  private final class Receiver {
    private final WskConnectionSocket socket;
    private final Queue<WskDataIndication> retained = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int turns;

    Receiver(WskConnectionSocket socket) {
      this.socket = socket;
    }

    NtStatus receive(int flags, WskDataIndication data, long length, BytesAccepted accepted) {
      if (data == null) {
        return STATUS_SUCCESS;
      }
      kept.incrementAndGet();
      bytes.addAndGet(length);
      retained.add(data);
      return STATUS_PENDING;
    }

    NtStatus disconnect(int flags) {
      ended.countDown();
      return STATUS_SUCCESS;
    }

    /** Gives back what is retained, and disables the callback or enables it again. */
    synchronized void goOn() {
      WskDataIndication data;
      while ((data = retained.poll()) != null) {
        assertThat(socket.release(data)).isEqualTo(STATUS_SUCCESS);
      }
      // Another answer than success is that of a connection that has been closed meanwhile.
      if (turns++ % 4 == 0) {
        disables.incrementAndGet();
        NtStatus unused = control(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE, Irp.allocate());
      } else {
        NtStatus unused = control(WSK_EVENT_RECEIVE, null);
      }
    }

    private NtStatus control(int events, Irp<?> irp) {
      return socket.control(SO_WSK_EVENT_CALLBACK.set(WskEventCallbackControl.of(events)), irp);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL", "IO_URING"})
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void allBytesAndTheEndArrive(Transport transport, TestReporter reporter) throws Exception {
    assumeTrue(transport.isAvailable(), () -> "no " + transport.label() + " on this host");
    int seconds = Integer.getInteger(SECONDS, 0);
    int connections = seconds == 0 ? 4 : 64;
    int chunks = seconds == 0 ? 32 : 64;
    long rounds = 0;
    long begun = System.nanoTime();
    ExecutorService peers = Executors.newCachedThreadPool();
    ScheduledExecutorService releasing = Executors.newSingleThreadScheduledExecutor();
    try (NettyHarness harness = new NettyHarness(transport)) {
      WskRegistration registration =
          Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness.provider());
      WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT);
      WskListenSocket listener =
          npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, this, LISTEN).await(LIMIT);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await(LIMIT);
      WskEventCallbackControl events = WskEventCallbackControl.of(WSK_EVENT_ACCEPT | EVENTS);
      assertThat(listener.control(SO_WSK_EVENT_CALLBACK.set(events), null))
          .isEqualTo(STATUS_SUCCESS);
      InetSocketAddress address = listener.getLocalAddress().await(LIMIT);
      Future<?> unused = releasing.scheduleWithFixedDelay(this::goOn, 1, 1, TimeUnit.MILLISECONDS);
      do {
        round(address, peers, connections, chunks);
        rounds++;
      } while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      long total = rounds * connections * chunks * CHUNK;
      reporter.publishEntry(
          "switched reading",
          String.format(
              "%s: %d connections ended, %d MiB complete in %d ms, %d MiB/s, %d indications kept,"
                  + " %d disables, 0 stalls",
              transport.label(),
              rounds * connections,
              total >> 20,
              millis,
              (total >> 20) * 1000 / Math.max(1, millis),
              kept.get(),
              disables.get()));
      listener.close().await(LIMIT);
      npi.close();
      assertThat(registration.deregister(LIMIT).isComplete()).isTrue();
      assertThat(harness.liveBytes()).as("bytes of leaked buffers").isZero();
      assertThat(harness.takeWarnings()).isEmpty();
    } finally {
      releasing.shutdownNow();
      peers.shutdownNow();
    }
  }

  private void round(InetSocketAddress to, ExecutorService threads, int connections, int chunks)
      throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Peer peer = Peer.connect(to);
      peers.add(peer);
      threads.execute(() -> send(peer, chunks));
    }
    Eventually.until("all are accepted", () -> receivers.size() == connections);
    for (Receiver receiver : receivers) {
      awaitEnd(receiver);
      assertThat(receiver.bytes).as("bytes of one connection").hasValue((long) chunks * CHUNK);
    }
    for (Receiver receiver : receivers) {
      receiver.goOn();
      receiver.socket.close().await(LIMIT);
    }
    receivers.clear();
    for (Peer peer : peers) {
      peer.close();
    }
  }

  private static void send(Peer peer, int chunks) {
    try {
      byte[] chunk = new byte[CHUNK];
      for (int i = 0; i < chunks; i++) {
        peer.write(chunk);
      }
      peer.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The watchdog: a connection that gets on is waited for, however slow it is. */
  private void awaitEnd(Receiver receiver) throws InterruptedException {
    long before = -1;
    while (!receiver.ended.await(STALL_SECONDS, TimeUnit.SECONDS)) {
      long now = receiver.bytes.get();
      assertThat(failure).as("releasing and enabling").isNull();
      assertThat(now)
          .as("%s has stalled after so many bytes", receiver.socket)
          .isGreaterThan(before);
      before = now;
    }
  }
}
