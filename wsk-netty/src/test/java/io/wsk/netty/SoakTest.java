package io.wsk.netty;

import static io.wsk.api.Wsk.WSK_INFINITE_WAIT;
import static io.wsk.api.Wsk.WSK_VERSION_1_0;
import static io.wsk.nt.NtStatus.STATUS_CONNECTION_RESET;
import static io.wsk.nt.NtStatus.STATUS_SUCCESS;
import static io.wsk.tck.Eventually.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBuf;
import io.wsk.api.Wsk;
import io.wsk.api.WskClientNpi;
import io.wsk.api.WskDataIndication;
import io.wsk.api.WskProviderNpi;
import io.wsk.api.WskRegistration;
import io.wsk.tck.Bytes;
import io.wsk.tck.Eventually;
import io.wsk.tck.Peer;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Registers, serves and takes everything back, over and over: nothing may be left of it. The number
 * of cycles is the system property {@value #CYCLES}.
 */
class SoakTest {
  static final String CYCLES = "wsk.soak.cycles";

  private static final int WARM_UP = 5;
  private static final int CLIENTS = 4;
  private static final int[] SIZES = {1, 1000, 20_000};

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  @Timeout(value = 1, unit = TimeUnit.HOURS) // the limit that counts scales with the cycles
  void nothingIsLeftOfManyCycles(Transport transport, TestReporter reporter) {
    assumeTrue(transport.isAvailable(), () -> "no " + transport.label() + " on this host");
    int cycles = Integer.getInteger(CYCLES, 50);
    Duration limit = Duration.ofSeconds(30).plusMillis(500L * cycles);
    assertTimeoutPreemptively(limit, () -> soak(transport, cycles, reporter));
  }

  private static void soak(Transport transport, int cycles, TestReporter reporter)
      throws Exception {
    try (NettyHarness harness = new NettyHarness(transport)) {
      for (int i = 0; i < WARM_UP; i++) {
        cycle(harness, i);
      }
      long descriptors = openDescriptors();
      long begun = System.nanoTime();
      for (int i = 0; i < cycles; i++) {
        cycle(harness, i);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      assertNothingIsLeft(harness, descriptors, WARM_UP + cycles);
      reporter.publishEntry(
          "soak",
          String.format(
              "%s: %d cycles in %d ms, descriptors %d -> %d, bytes %d, threads %d",
              transport.label(),
              cycles,
              millis,
              descriptors,
              openDescriptors(),
              harness.liveBytes(),
              harness.liveThreads()));
    }
  }

  private static void assertNothingIsLeft(NettyHarness harness, long descriptors, int cycles) {
    assertThat(harness.liveBytes()).as("bytes of leaked buffers").isZero();
    // A thread's very last steps come after the loop has said that it has terminated.
    Eventually.asserted(() -> assertThat(harness.liveThreads()).as("threads").isZero());
    Eventually.asserted(
        () -> assertThat(openDescriptors()).as("descriptors").isLessThanOrEqualTo(descriptors));
    assertThat(harness.takeWarnings()).as("logged without being asked for").isEmpty();
    assertThat(harness.counted("accepted")).isEqualTo((long) CLIENTS * cycles);
    for (String what : List.of("callback.exceptions", "callback.bad.status", "client.errors")) {
      assertThat(harness.counted(what)).as(what).isZero();
    }
  }

  private static long openDescriptors() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }

  private static void cycle(NettyHarness harness, int number) throws Exception {
    WskRegistration registration =
        Wsk.register(WskClientNpi.of(WSK_VERSION_1_0), harness.provider());
    WskProviderNpi npi = registration.capture(WSK_INFINITE_WAIT);
    ByteBuf[] memory = new ByteBuf[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      memory[i] = harness.allocator().directBuffer(4096, 4096);
    }
    SoakService service = new SoakService(npi, memory, number % 2 == 0);
    serve(service, number % 3 == 0);
    for (ByteBuf each : memory) {
      each.release();
    }
    npi.close();
    assertThat(registration.deregister(LIMIT).isComplete()).isTrue();
    assertThat(harness.liveBytes()).as("bytes after cycle %d", number).isZero();
  }

  /**
   * Two clients that reset, one that ends its stream, one that stays.
   *
   * @param awaitResets whether the service has heard of the resets when it closes, or may not have
   */
  private static void serve(SoakService service, boolean awaitResets) throws Exception {
    InetSocketAddress address = service.address();
    // Each with an echo of its own before the next one connects: so they are accepted in order.
    try (Peer resets = talkative(address);
        Peer resetsToo = talkative(address);
        Peer ends = talkative(address);
        Peer stays = talkative(address)) {
      resets.write(Bytes.pattern(5000, 1));
      resets.reset();
      resetsToo.write(Bytes.pattern(5000, 2));
      resetsToo.reset();
      ends.shutdownOutput();
      assertThat(ends.readToEnd()).isEmpty();
      if (awaitResets) {
        assertThat(endOf(service, 0)).isEqualTo(STATUS_CONNECTION_RESET);
        assertThat(endOf(service, 1)).isEqualTo(STATUS_CONNECTION_RESET);
      }
      assertThat(endOf(service, 2)).isEqualTo(STATUS_SUCCESS);
      closeWithDataKept(service, stays);
    }
  }

  private static Object endOf(SoakService service, int index) throws Exception {
    return service.connection(index).ended.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void closeWithDataKept(SoakService service, Peer stays) throws Exception {
    SoakService.Callbacks connection = (SoakService.Callbacks) service.connection(3);
    connection.keep();
    stays.write("kept");
    WskDataIndication kept = Eventually.taken("data that is kept", connection.kept);
    service.close();
    assertThat(stays.endsInReset()).as("a close without a disconnect resets").isTrue();
    assertThat(Bytes.text(Bytes.copy(kept))).isEqualTo("kept");
    assertThat(connection.socket.release(kept)).isEqualTo(STATUS_SUCCESS);
  }

  private static Peer talkative(InetSocketAddress address) throws Exception {
    Peer peer = Peer.connect(address);
    for (int size : SIZES) {
      byte[] message = Bytes.pattern(size, size);
      peer.write(message);
      assertThat(peer.read(size)).isEqualTo(message);
    }
    return peer;
  }
}
