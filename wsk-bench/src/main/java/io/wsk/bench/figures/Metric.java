package io.wsk.bench.figures;

/** What a figure counts, in which unit, and which way is better. */
public enum Metric {
  /** Wall-clock time of one operation. */
  TIME("time", "ns/op", true),
  /** Processor time, user and system, of the event loop for one operation. */
  LOOP_TIME("event loop CPU", "ns/op", true),
  /** Memory allocated on the Java heap by one operation. */
  ALLOCATION("allocation", "B/op", true),
  /** Processor cycles of one operation, where the host counts them. */
  CYCLES("cycles", "cycles/op", true),
  /** Processor instructions of one operation, where the host counts them. */
  INSTRUCTIONS("instructions", "instructions/op", true),
  /** Processor time, user and system, of the whole server process for one message. */
  CPU("server CPU", "ns/message", true),
  /** Processor time, user and system, of the server's event loop for one message. */
  LOOP_CPU("event loop CPU", "ns/message", true),
  /** Memory allocated on the server's Java heap by its event loop for one message. */
  LOOP_ALLOCATION("allocation", "B/message", true),
  /** Messages that made the whole way in a second. */
  THROUGHPUT("throughput", "messages/s", false),
  /** Time from when a message was due to its return; half of the messages take less. */
  LATENCY_P50("latency p50", "µs", true),
  /** As {@link #LATENCY_P50}; one message in a hundred takes longer. */
  LATENCY_P99("latency p99", "µs", true),
  /** As {@link #LATENCY_P50}; one message in a thousand takes longer. */
  LATENCY_P999("latency p99.9", "µs", true),
  /** Connections that were made, accepted and closed in a second. */
  CONNECTION_RATE("connections", "connections/s", false),
  /** Processor time, user and system, of the server's event loop for one connection. */
  CONNECTION_CPU("event loop CPU", "ns/connection", true),
  /** Memory allocated on the server's Java heap by its event loop for one connection. */
  CONNECTION_ALLOCATION("allocation", "B/connection", true),
  /** Memory of an idle connection on the Java heap. */
  HEAP("heap", "B/connection", true),
  /** Memory of an idle connection in buffers outside of the Java heap. */
  DIRECT("direct memory", "B/connection", true);

  private final String label;
  private final String unit;
  private final boolean lessIsBetter;

  Metric(String label, String unit, boolean lessIsBetter) {
    this.label = label;
    this.unit = unit;
    this.lessIsBetter = lessIsBetter;
  }

  /**
   * The metric for people.
   *
   * @return a few words
   */
  public String label() {
    return label;
  }

  /**
   * The unit of its figures.
   *
   * @return such as {@code ns/op}
   */
  public String unit() {
    return unit;
  }

  /**
   * Which way is better.
   *
   * @return true if a lower figure is the better one
   */
  public boolean lessIsBetter() {
    return lessIsBetter;
  }
}
