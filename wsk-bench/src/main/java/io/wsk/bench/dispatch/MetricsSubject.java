package io.wsk.bench.dispatch;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wsk.bench.figures.Sample;
import io.wsk.bench.jmh.Subject;
import io.wsk.netty.NettyOptions;

/** Whether the provider's counters go somewhere. */
public enum MetricsSubject implements Subject {
  /** Netty, which has none. */
  RAW(Sample.RAW),
  /** A registry that drops all. */
  OFF("static, metrics off"),
  /** A registry that counts. */
  ON("static, metrics on");

  private final String label;

  MetricsSubject(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** The options, but for these. */
  NettyOptions with(NettyOptions.Builder options) {
    return options
        .meterRegistry(this == ON ? new SimpleMeterRegistry() : new CompositeMeterRegistry())
        .build();
  }
}
