package io.wsk.bench.echo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one round measured.
 *
 * @param shape of the load
 * @param contender who served
 * @param number which round, from 0; the rounds of one number were measured one after the other
 * @param failure what the server did wrong, or null; the figures mean nothing then
 * @param messages how many came back
 * @param nanos how long it took
 * @param used by the server meanwhile
 * @param p50Nanos median of the latency; NaN with pipelining
 * @param p99Nanos 99th percentile of the latency; NaN with pipelining
 */
record Round(
    Shape shape,
    Contender contender,
    int number,
    @Nullable String failure,
    long messages,
    long nanos,
    Usage used,
    double p50Nanos,
    double p99Nanos) {
  /** The number of a round that only warms; it is here only if it failed. */
  static final int WARM_UP = -1;

  static Round of(
      Shape shape, Contender contender, int number, EchoLoad.Result result, Usage used) {
    boolean timed = result.latencies().getTotalCount() > 0;
    return new Round(
        shape,
        contender,
        number,
        null,
        result.messages(),
        result.nanos(),
        used,
        timed ? result.latencies().getValueAtPercentile(50) : Double.NaN,
        timed ? result.latencies().getValueAtPercentile(99) : Double.NaN);
  }

  static Round failed(Shape shape, Contender contender, int number, String failure) {
    Usage none = new Usage(0, 0, 0);
    return new Round(shape, contender, number, failure, 0, 0, none, Double.NaN, Double.NaN);
  }

  boolean isGood() {
    return failure == null;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shape", shape.toJson());
    json.put("contender", contender.label());
    json.put("round", number);
    json.put("failure", failure);
    json.put("messages", messages);
    json.put("nanos", nanos);
    json.put("loopCpuNanos", used.loopNanos());
    json.put("processCpuNanos", used.processNanos());
    json.put("loopAllocatedBytes", used.loopBytes());
    json.put("p50Nanos", p50Nanos);
    json.put("p99Nanos", p99Nanos);
    return json;
  }
}
