package io.wsk.tck;

import io.netty.buffer.ByteBufAllocator;
import io.wsk.api.WskSocket;
import io.wsk.api.control.SocketOption;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import io.wsk.spi.WskProvider;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What the kit needs from a provider under test, beyond the API: a view on its side effects, and
 * the faults that only the provider can make. A provider's test writes one of these, and nothing
 * else. Each test gets a harness of its own.
 */
public interface WskHarness extends AutoCloseable {
  /** The name of the transport, such as {@code nio}. */
  String transport();

  /** The provider, with default options but for the allocator; always the same instance. */
  WskProvider provider();

  /**
   * A second provider of the same kind that is held back: registering works, but it does not become
   * ready before {@link #letReady()}.
   */
  WskProvider unreadyProvider();

  /** Lets {@link #unreadyProvider()} become ready. */
  void letReady();

  /**
   * A provider of the same kind with other limits; its counts are in {@link #counted} too.
   *
   * @param backlog how many connections the kernel holds for a listener, and how many inspected
   *     ones wait for somebody to take them (LIS-09, INS-03)
   * @param pendedInspections how many inspections of a listener may be pended (INS-13)
   * @param pendedTime how long each may be; zero for as long as it takes (INS-13)
   */
  WskProvider providerWithLimits(int backlog, int pendedInspections, Duration pendedTime);

  /** A provider of the same kind that gives up connects after a time of its own (CON-02). */
  WskProvider providerWithConnectTimeout(Duration limit);

  /**
   * A further provider of the same kind whose verifier is in a mode, and tells its reports to
   * {@link #takeReports()}. The others' verifier is as the provider's test has chosen.
   *
   * @param callbackTimeLimit how long a callback may take before it is reported (THR-03)
   */
  WskProvider verified(VerifierMode mode, Duration callbackTimeLimit);

  /** What the verifiers of all providers have reported since the last call, in order. */
  List<VerifierReport> takeReports();

  /** The allocator that the providers use, for the buffers of tests too. */
  ByteBufAllocator allocator();

  /** Bytes that were allocated from {@link #allocator()} and not released. */
  long liveBytes();

  /** Threads of the provider that are alive. */
  int liveThreads();

  /** Takes the socket away from the provider, as the loss of a host resource would (CLO-08). */
  void lose(WskSocket socket);

  /**
   * Makes the provider fail to accept as if file descriptors had run out, until {@link
   * #restoreDescriptors()} (LIS-10).
   */
  void exhaustDescriptors();

  /** Ends {@link #exhaustDescriptors()}. */
  void restoreDescriptors();

  /**
   * How often the provider has counted something.
   *
   * @param what one of {@code callback.exceptions}, {@code callback.bad.status}, {@code
   *     completion.exceptions}, {@code client.errors}, {@code violations}, {@code accept.failures},
   *     {@code accepted} (connections that the provider has taken from the kernel, whatever became
   *     of them), {@code inspect.limited} (pended inspections that a limit has ended), {@code
   *     receive.posted} (bytes that the transport read straight into a client's buffer), {@code
   *     datagrams.dropped} (datagrams that a static callback declined)
   */
  long counted(String what);

  /** What the provider logged at level WARN or above, and takes it out of the log. */
  List<String> takeWarnings();

  /** How many bytes retained on one socket make the provider ask for them back (REV-08). */
  long retainedBytesAsapMark();

  /** How many bytes retained on one socket make the provider stop reading (REV-08). */
  long retainedBytesStopMark();

  /** How many connections the kernel holds for a listener (LIS-09). */
  int backlog();

  /**
   * Whether the provider documents that it serves a socket option on this transport (OPT-02). One
   * that it does not serve is answered with STATUS_NOT_SUPPORTED.
   */
  boolean servesOption(SocketOption<?> option);

  /** The host names that look-ups find, in place of the host's own. */
  TestNames names();

  /** Whether the host's kernel lets sockets of one program share an address (ADR-01). */
  boolean hostSharesAddresses();

  /** Makes the provider see one more local address, as if an interface had got it (OPT-03). */
  void addLocalAddress(InetAddress address);

  /**
   * Makes the provider take every peer for one on another host, since a test has peers on this one
   * only and loopback has rules of its own (OPT-04).
   */
  void takePeersForRemote();

  /** Whether the provider has given the host's socket of a connection back. */
  boolean isHostSocketGone(WskSocket socket);

  /**
   * Whether the host tells the provider how many received bytes its kernel holds (BKL-04), and the
   * window that it sends by (BKL-03).
   */
  boolean tellsKernelBacklog();

  /**
   * Whether what the transport reads and writes is read and written when the call for it returns.
   * Where it is not, a read is begun ahead: it owns its memory until it ends, and a datagram that
   * ends it comes alone; and a write leaves when the turn of the loop ends.
   */
  boolean isSynchronous();

  /**
   * Whether TCP sockets of AF_INET are IPv4 sockets of the host. Where they are not, a wildcard is
   * that of IPv6, which the host does not share with an address of IPv4 (ADR-01).
   */
  boolean hasIpv4Sockets();

  @Override
  void close();
}
