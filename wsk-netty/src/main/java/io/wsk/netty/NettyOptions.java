package io.wsk.netty;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.netty.buffer.ByteBufAllocator;
import io.wsk.api.verifier.VerifierMode;
import io.wsk.api.verifier.VerifierReport;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The provider's options. Immutable; made by {@link #builder()}. The system properties {@value
 * #TRANSPORT_PROPERTY}, {@value #THREADS_PROPERTY} and {@value #VERIFIER_PROPERTY} override what a
 * program has chosen.
 *
 * @param transport what sockets live on
 * @param threads how many event loops there are; at least 1
 * @param allocator where receive buffers come from
 * @param backlog how many connections the host holds for a listener before they are accepted; at
 *     least 1
 * @param releaseAsapBytes retained bytes on one connection from which on callbacks are asked to
 *     release them ({@code WSK_FLAG_RELEASE_ASAP})
 * @param stopReadingBytes retained bytes on one connection from which on it is not read; reading
 *     goes on when they have fallen below {@code releaseAsapBytes}
 * @param datagramPayloadBytes the longest datagram that is received whole; the rest of a longer one
 *     is lost; 1 to 65,527
 * @param connectTimeout how long a connect may take
 * @param maxPendedInspections how many connections of one listener may be under inspection at a
 *     time; the oldest is dropped for one more. At least 1
 * @param pendedInspectionTimeout how long an inspection may be pended before its connection is
 *     dropped; zero for as long as it takes
 * @param meterRegistry where counters go
 * @param verifier whether to watch for clients that break the contract
 * @param callbackTimeLimit how long a callback may take before the verifier reports it; at least 1
 *     ms
 * @param verifierListener is told what the verifier finds, on the thread that finds it: an event
 *     loop, a thread of the client, or the verifier's own. It must not block, and what it throws is
 *     logged
 */
public record NettyOptions(
    Transport transport,
    int threads,
    ByteBufAllocator allocator,
    int backlog,
    long releaseAsapBytes,
    long stopReadingBytes,
    int datagramPayloadBytes,
    Duration connectTimeout,
    int maxPendedInspections,
    Duration pendedInspectionTimeout,
    MeterRegistry meterRegistry,
    VerifierMode verifier,
    Duration callbackTimeLimit,
    Consumer<? super VerifierReport> verifierListener) {
  /** The system property that forces a transport, such as {@code nio}. */
  public static final String TRANSPORT_PROPERTY = "io.wsk.netty.transport";

  /** The system property that forces the number of event loops. */
  public static final String THREADS_PROPERTY = "io.wsk.netty.threads";

  /** The longest payload of a UDP datagram over IPv6, in bytes; over IPv4 it is 20 less. */
  private static final int LONGEST_DATAGRAM = 65_527;

  /** The system property that forces a verifier mode, such as {@code strict}. */
  public static final String VERIFIER_PROPERTY = "io.wsk.netty.verifier";

  /**
   * Checks the ranges.
   *
   * @param transport see the record
   * @param threads see the record
   * @param allocator see the record
   * @param backlog see the record
   * @param releaseAsapBytes see the record
   * @param stopReadingBytes see the record
   * @param datagramPayloadBytes see the record
   * @param connectTimeout see the record
   * @param maxPendedInspections see the record
   * @param pendedInspectionTimeout see the record
   * @param meterRegistry see the record
   * @param verifier see the record
   * @param callbackTimeLimit see the record
   * @param verifierListener see the record
   * @throws IllegalArgumentException if one is out of range, naming it
   */
  public NettyOptions {
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(allocator, "allocator");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    Objects.requireNonNull(pendedInspectionTimeout, "pendedInspectionTimeout");
    Objects.requireNonNull(meterRegistry, "meterRegistry");
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(callbackTimeLimit, "callbackTimeLimit");
    Objects.requireNonNull(verifierListener, "verifierListener");
    requireAtLeastOne("threads", threads);
    requireAtLeastOne("backlog", backlog);
    requireAtLeastOne("releaseAsapBytes", releaseAsapBytes);
    requireAtLeastOne("connectTimeout in ms", connectTimeout.toMillis());
    requireAtLeastOne("datagramPayloadBytes", datagramPayloadBytes);
    if (datagramPayloadBytes > LONGEST_DATAGRAM) {
      throw new IllegalArgumentException(
          "datagramPayloadBytes must not be more than "
              + LONGEST_DATAGRAM
              + " but is "
              + datagramPayloadBytes);
    }
    requireAtLeastOne("maxPendedInspections", maxPendedInspections);
    if (!pendedInspectionTimeout.isZero()) {
      requireAtLeastOne("pendedInspectionTimeout in ms", pendedInspectionTimeout.toMillis());
    }
    requireAtLeastOne("callbackTimeLimit in ms", callbackTimeLimit.toMillis());
    if (stopReadingBytes < releaseAsapBytes) {
      throw new IllegalArgumentException(
          "stopReadingBytes must not be less than releaseAsapBytes ("
              + releaseAsapBytes
              + ") but is "
              + stopReadingBytes);
    }
  }

  /**
   * The options of a provider that nobody configured.
   *
   * @return defaults, with the system properties applied
   */
  public static NettyOptions defaults() {
    return builder().build();
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  private static void requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
    }
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder {
    private Transport transport = Transport.AUTO;
    private int threads = Runtime.getRuntime().availableProcessors();
    private ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
    private int backlog = 1024;
    private long releaseAsapBytes = 256 * 1024;
    private long stopReadingBytes = 1024 * 1024;
    private int datagramPayloadBytes = LONGEST_DATAGRAM;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private @Nullable Integer maxPendedInspections;
    private Duration pendedInspectionTimeout = Duration.ZERO;
    private MeterRegistry meterRegistry = Metrics.globalRegistry;
    private VerifierMode verifier = VerifierMode.OFF;
    private Duration callbackTimeLimit = Duration.ofMillis(100);
    private Consumer<? super VerifierReport> verifierListener = Reporter::log;

    private Builder() {}

    /**
     * What sockets live on. Default: {@link Transport#AUTO}.
     *
     * @param value the transport
     * @return this
     */
    public Builder transport(Transport value) {
      transport = value;
      return this;
    }

    /**
     * How many event loops there are. Default: one for each processor.
     *
     * @param value at least 1
     * @return this
     */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /**
     * Where receive buffers come from. Default: Netty's own default.
     *
     * @param value the allocator
     * @return this
     */
    public Builder allocator(ByteBufAllocator value) {
      allocator = value;
      return this;
    }

    /**
     * How many connections the host holds for a listener. Default: 1024.
     *
     * @param value at least 1
     * @return this
     */
    public Builder backlog(int value) {
      backlog = value;
      return this;
    }

    /**
     * The two marks of bytes retained on one connection. Defaults: 256 KiB and 1 MiB.
     *
     * @param releaseAsap from where on callbacks are asked to release, in bytes
     * @param stopReading from where on nothing is read, in bytes; not less
     * @return this
     */
    public Builder retainedBytes(long releaseAsap, long stopReading) {
      releaseAsapBytes = releaseAsap;
      stopReadingBytes = stopReading;
      return this;
    }

    /**
     * The longest datagram that is received whole; the rest of a longer one is lost. Default:
     * 65,527, so that none is. A client whose datagrams fit into a packet of its network, say 1472
     * bytes, sets that: one read then brings more of them, with less memory and without a copy.
     *
     * @param value 1 to 65,527, in bytes
     * @return this
     */
    public Builder datagramPayloadBytes(int value) {
      datagramPayloadBytes = value;
      return this;
    }

    /**
     * How long a connect may take. Default: 30 s.
     *
     * @param value at least 1 ms
     * @return this
     */
    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /**
     * How many connections of one listener may be under inspection at a time. Past that the oldest
     * is dropped. Default: as many as the backlog.
     *
     * @param value at least 1
     * @return this
     */
    public Builder maxPendedInspections(int value) {
      maxPendedInspections = value;
      return this;
    }

    /**
     * How long an inspection may be pended before its connection is dropped. Default: zero.
     *
     * @param value at least 1 ms, or zero for as long as it takes
     * @return this
     */
    public Builder pendedInspectionTimeout(Duration value) {
      pendedInspectionTimeout = value;
      return this;
    }

    /**
     * Where counters go. Default: Micrometer's global registry.
     *
     * @param value the registry
     * @return this
     */
    public Builder meterRegistry(MeterRegistry value) {
      meterRegistry = value;
      return this;
    }

    /**
     * Whether to watch for clients that break the contract. Default: {@link VerifierMode#OFF}.
     *
     * @param value the mode
     * @return this
     */
    public Builder verifier(VerifierMode value) {
      verifier = value;
      return this;
    }

    /**
     * How long a callback may take before the verifier reports it. Default: 100 ms.
     *
     * @param value at least 1 ms
     * @return this
     */
    public Builder callbackTimeLimit(Duration value) {
      callbackTimeLimit = value;
      return this;
    }

    /**
     * Who is told what the verifier finds. Default: the log, at level WARN.
     *
     * @param value called on any thread, also by several at a time
     * @return this
     */
    public Builder verifierListener(Consumer<? super VerifierReport> value) {
      verifierListener = value;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options, with the system properties applied
     * @throws IllegalArgumentException if one is out of range, or a system property cannot be read
     */
    public NettyOptions build() {
      String forced = System.getProperty(TRANSPORT_PROPERTY);
      return new NettyOptions(
          forced == null ? transport : Transport.parse(forced),
          threadsOr(threads),
          allocator,
          backlog,
          releaseAsapBytes,
          stopReadingBytes,
          datagramPayloadBytes,
          connectTimeout,
          maxPendedInspections == null ? backlog : maxPendedInspections,
          pendedInspectionTimeout,
          meterRegistry,
          verifierOr(verifier),
          callbackTimeLimit,
          verifierListener);
    }

    private static VerifierMode verifierOr(VerifierMode chosen) {
      String forced = System.getProperty(VERIFIER_PROPERTY);
      return forced == null ? chosen : VerifierMode.parse(forced);
    }

    private static int threadsOr(int chosen) {
      String forced = System.getProperty(THREADS_PROPERTY);
      if (forced == null) {
        return chosen;
      }
      try {
        return Integer.parseInt(forced.trim());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "system property " + THREADS_PROPERTY + " is not a number: '" + forced + "'", e);
      }
    }
  }
}
