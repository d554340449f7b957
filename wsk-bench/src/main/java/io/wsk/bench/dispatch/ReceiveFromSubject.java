package io.wsk.bench.dispatch;

import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;
import io.wsk.bench.wsk.Callbacks;
import io.wsk.netty.NettyOptions;
import java.util.List;

/** Who receives datagrams. */
public enum ReceiveFromSubject implements Subject {
  /** A Netty handler, one datagram at a time. */
  RAW(Sample.RAW, Callbacks.STATIC, ReceiveFromSubject.SMALL_ROOM),
  /** A callback that is enabled statically, and gets lists. */
  STATIC("static", Callbacks.STATIC, ReceiveFromSubject.SMALL_ROOM),
  /** A callback that is enabled dynamically, and gets lists. */
  DYNAMIC("dynamic", Callbacks.DYNAMIC, ReceiveFromSubject.SMALL_ROOM),
  /**
   * As {@link #STATIC}, with room for the longest datagram, as is the default: a short one does not
   * keep so much memory but is copied.
   */
  STATIC_COPYING("static, default room", Callbacks.STATIC, ReceiveFromSubject.DEFAULT_ROOM);

  /** Those that every process opens and warms. */
  static final List<ReceiveFromSubject> COMPARED = List.of(RAW, STATIC, DYNAMIC);

  /** Enough for a datagram that fits an Ethernet frame. */
  private static final int SMALL_ROOM = 2048;

  private static final int DEFAULT_ROOM = 65_527;

  private final String label;
  private final Callbacks callbacks;
  private final int payloadBytes;

  ReceiveFromSubject(String label, Callbacks callbacks, int payloadBytes) {
    this.label = label;
    this.callbacks = callbacks;
    this.payloadBytes = payloadBytes;
  }

  @Override
  public String label() {
    return label;
  }

  NettyOptions options() {
    return Receivers.options().datagramPayloadBytes(payloadBytes).build();
  }

  Callbacks callbacks() {
    return callbacks;
  }
}
