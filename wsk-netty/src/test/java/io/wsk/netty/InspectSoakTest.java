package io.wsk.netty;

import static io.wsk.api.Ws2Def.AF_INET;
import static io.wsk.api.Ws2Def.IPPROTO_TCP;
import static io.wsk.api.Ws2Def.SOCK_STREAM;
import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.api.control.SocketOptions.SO_CONDITIONAL_ACCEPT;
import static io.wsk.nt.NtStatus.STATUS_REQUEST_NOT_ACCEPTED;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Eventually.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.wsk.api.Wsk;
import io.wsk.api.WskClientListenDispatch;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskInspectAction;
import io.wsk.api.WskListenSocket;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.tck.Eventually;
import io.wsk.tck.Peer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections whose inspection is pended, and whose peers reset them all: nothing may be left. How
 * many there are is the system property {@value #CONNECTIONS}; not more than {@value #AT_A_TIME}
 * are open at a time.
 */
class InspectSoakTest {
  static final String CONNECTIONS = "wsk.soak.pended";

  private static final int AT_A_TIME = 500;
  private static final int WARM_UP = 200;

  /** What the virtual machine takes for itself meanwhile, and what a leaked connection would. */
  private static final long HEAP_SLACK = 8 << 20;

  private static final long HEAP_PER_CONNECTION = 512;

  private final AtomicLong inspects = new AtomicLong();
  private final AtomicLong aborts = new AtomicLong();

  private static final WskClientListenDispatch<InspectSoakTest> DISPATCH =
      new WskClientListenDispatch<>(
          (test, flags, local, remote, socket, out) -> STATUS_REQUEST_NOT_ACCEPTED,
          (test, local, remote, id) -> {
            test.inspects.incrementAndGet();
            return WskInspectAction.WskInspectPend;
          },
          (test, id) -> {
            test.aborts.incrementAndGet();
            return STATUS_SUCCESS;
          });

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void nothingIsLeftOfPendedConnectionsThatReset(Transport transport, TestReporter reporter)
      throws Exception {
    assumeTrue(transport.isAvailable(), () -> "no " + transport.label() + " on this host");
    int connections = Integer.getInteger(CONNECTIONS, 200);
    try (NettyHarness harness = new NettyHarness(transport)) {
      WskRegistration registration =
          Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness.provider());
      WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT);
      WskListenSocket listener =
          npi.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP, this, DISPATCH).await(LIMIT);
      listener.set(SO_CONDITIONAL_ACCEPT, true).await(LIMIT);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).await(LIMIT);
      InetSocketAddress address = listener.getLocalAddress().await(LIMIT);

      pendAndReset(address, WARM_UP);
      long descriptors = openDescriptors();
      long heap = usedHeap();
      pendAndReset(address, connections);

      assertThat(aborts).as("abort callbacks").hasValue(WARM_UP + connections);
      // Each is freed on a loop of its own, after the listener's has called abort.
      Eventually.asserted(
          () -> assertThat(harness.liveBytes()).as("bytes of leaked buffers").isZero());
      Eventually.asserted(
          () -> assertThat(openDescriptors()).as("descriptors").isLessThanOrEqualTo(descriptors));
      long grown = usedHeap() - heap;
      assertThat(grown).as("heap").isLessThan(HEAP_SLACK + HEAP_PER_CONNECTION * connections);
      reporter.publishEntry(
          "inspect soak",
          String.format(
              "%s: %d pended and reset, aborts %d, descriptors %d -> %d, heap %d -> %d KiB,"
                  + " buffer bytes %d",
              transport.label(),
              connections,
              aborts.get() - WARM_UP,
              descriptors,
              openDescriptors(),
              heap >> 10,
              (heap + grown) >> 10,
              harness.liveBytes()));
      listener.close().await(LIMIT);
      npi.close();
      assertThat(registration.deregister(LIMIT).isComplete()).isTrue();
      assertThat(aborts).as("abort callbacks").hasValue(WARM_UP + connections);
      assertThat(harness.takeWarnings()).isEmpty();
    }
  }

  /** Every other peer has sent something that is read ahead. */
  private void pendAndReset(InetSocketAddress address, int connections) throws Exception {
    for (int done = 0; done < connections; done += AT_A_TIME) {
      int count = Math.min(AT_A_TIME, connections - done);
      long inspectsBefore = inspects.get();
      long abortsBefore = aborts.get();
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Peer peer = Peer.connect(address);
        peers.add(peer);
        if (i % 2 == 0) {
          peer.write("early");
        }
      }
      Eventually.until("all are inspected", () -> inspects.get() == inspectsBefore + count);
      for (Peer peer : peers) {
        peer.reset();
      }
      Eventually.until("all are aborted", () -> aborts.get() == abortsBefore + count);
    }
  }

  private static long openDescriptors() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
