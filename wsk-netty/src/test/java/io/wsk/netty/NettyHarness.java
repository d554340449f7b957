package io.wsk.netty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.wsk.api.WskSocket;
import io.wsk.api.control.SocketOption;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.spi.WskProvider;
import io.wsk.tck.Eventually;
import io.wsk.tck.TestNames;
import io.wsk.tck.WskHarness;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What the compliance kit needs to know of this provider, for one transport. */
final class NettyHarness implements WskHarness {
  /** A limit for callbacks that none of them reaches. */
  private static final Duration NEVER = Duration.ofHours(1);

  private final Transport transport;
  // Unpooled, so that every byte that is not released shows at once.
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TestNames names = new TestNames();
  private final LogCapture log = new LogCapture();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final NettyOptions options;
  private final NettyWskProvider provider;
  private final NettyWskProvider unready;
  private final Queue<VerifierReport> reports = new ConcurrentLinkedQueue<>();
  private final List<NettyWskProvider> others = new ArrayList<>();
  private TestNetwork network = TestNetwork.REAL;
  private DescriptorLimit limit;

  NettyHarness(Transport transport) {
    this(transport, VerifierMode.OFF);
  }

  /** With the verifier on in all tests; those that hold callbacks are not to be told so. */
  NettyHarness(Transport transport, VerifierMode mode) {
    this(transport, mode, memory -> memory);
  }

  /**
   * A harness whose provider does not have the tests' allocator as it is.
   *
   * @param allocators makes the provider's allocator of the tests'
   */
  NettyHarness(Transport transport, VerifierMode mode, UnaryOperator<ByteBufAllocator> allocators) {
    this.transport = transport;
    this.options = options(mode, NEVER).allocator(allocators.apply(allocator)).build();
    this.provider = new NettyWskProvider(options, () -> {}, hostNames());
    this.unready = new NettyWskProvider(options, this::awaitReady);
  }

  private HostNames hostNames() {
    return new HostNames() {
      @Override
      public List<InetAddress> addressesOf(String name) throws UnknownHostException {
        return names.addressesOf(name);
      }

      @Override
      public String nameOf(InetAddress address) {
        return names.nameOf(address);
      }
    };
  }

  private NettyOptions.Builder options(VerifierMode mode, Duration callbackTimeLimit) {
    return NettyOptions.builder()
        .transport(transport)
        .threads(2)
        .allocator(allocator)
        .meterRegistry(meters)
        .verifier(mode)
        .callbackTimeLimit(callbackTimeLimit)
        .verifierListener(reports::add);
  }

  private void awaitReady() {
    try {
      if (!ready.await(Eventually.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the test never let the provider become ready");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String transport() {
    return transport.label();
  }

  @Override
  public WskProvider provider() {
    return provider;
  }

  @Override
  public WskProvider unreadyProvider() {
    return unready;
  }

  @Override
  public WskProvider providerWithLimits(int backlog, int pendedInspections, Duration pendedTime) {
    return other(
        options(options.verifier(), NEVER)
            .backlog(backlog)
            .maxPendedInspections(pendedInspections)
            .pendedInspectionTimeout(pendedTime));
  }

  @Override
  public WskProvider providerWithConnectTimeout(Duration limit) {
    return other(options(options.verifier(), NEVER).connectTimeout(limit));
  }

  @Override
  public void letReady() {
    ready.countDown();
  }

  @Override
  public WskProvider verified(VerifierMode mode, Duration callbackTimeLimit) {
    return other(options(mode, callbackTimeLimit));
  }

  private WskProvider other(NettyOptions.Builder chosen) {
    NettyWskProvider fresh = new NettyWskProvider(chosen.build(), () -> {}, hostNames());
    others.add(fresh);
    return fresh;
  }

  @Override
  public List<VerifierReport> takeReports() {
    List<VerifierReport> taken = new ArrayList<>();
    VerifierReport report;
    while ((report = reports.poll()) != null) {
      taken.add(report);
    }
    return taken;
  }

  @Override
  public ByteBufAllocator allocator() {
    return allocator;
  }

  @Override
  public long liveBytes() {
    return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
  }

  @Override
  public int liveThreads() {
    return liveThreads(provider)
        + liveThreads(unready)
        + others.stream().mapToInt(NettyHarness::liveThreads).sum();
  }

  /** Threads of one provider that are alive. */
  static int liveThreads(NettyWskProvider provider) {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> isOf(provider.runtime(), t))
            .filter(Thread::isAlive)
            .count();
  }

  private static boolean isOf(ProviderRuntime runtime, Thread thread) {
    return (thread instanceof LoopThread loop && loop.isOwnedBy(runtime))
        || (thread instanceof NameThread names && names.isOwnedBy(runtime));
  }

  @Override
  public void lose(WskSocket socket) {
    // The descriptor goes away under the provider, without a word from the peer.
    ((SocketBase) socket).channel().close().syncUninterruptibly();
  }

  @Override
  public void exhaustDescriptors() {
    limit = DescriptorLimit.lower();
  }

  @Override
  public void restoreDescriptors() {
    DescriptorLimit lowered = limit;
    if (lowered != null) {
      limit = null;
      lowered.close();
    }
  }

  @Override
  public long counted(String what) {
    Counter counter = meters.find("wsk." + what).counter();
    if (counter == null) {
      throw new IllegalArgumentException("no counter wsk." + what);
    }
    return (long) counter.count();
  }

  @Override
  public List<String> takeWarnings() {
    return log.take();
  }

  @Override
  public long retainedBytesAsapMark() {
    return options.releaseAsapBytes();
  }

  @Override
  public long retainedBytesStopMark() {
    return options.stopReadingBytes();
  }

  @Override
  public int backlog() {
    return options.backlog();
  }

  @Override
  public boolean servesOption(SocketOption<?> option) {
    return OptionsByTransport.documented().serves(transport, option);
  }

  @Override
  public TestNames names() {
    return names;
  }

  @Override
  public boolean hostSharesAddresses() {
    // Others have not been tried.
    return System.getProperty("os.name").startsWith("Linux");
  }

  @Override
  public void addLocalAddress(InetAddress address) {
    network = network.with(address);
    provider.runtime().addressWatch().replaceNetwork(network);
  }

  @Override
  public void takePeersForRemote() {
    network = network.withoutOwnAddresses();
    provider.runtime().addressWatch().replaceNetwork(network);
  }

  @Override
  public boolean isHostSocketGone(WskSocket socket) {
    return !((SocketBase) socket).channel().isOpen();
  }

  @Override
  public boolean tellsKernelBacklog() {
    return transport == Transport.EPOLL;
  }

  @Override
  public boolean isSynchronous() {
    return transport != Transport.IO_URING;
  }

  @Override
  public boolean hasIpv4Sockets() {
    return transport != Transport.IO_URING || Boolean.getBoolean("java.net.preferIPv4Stack");
  }

  @Override
  public void close() {
    letReady();
    names.letGo();
    restoreDescriptors();
    log.close();
    meters.close();
  }
}
