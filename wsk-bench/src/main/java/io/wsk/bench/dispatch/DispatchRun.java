package io.wsk.bench.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one process measured.
 *
 * @param variant who received
 * @param buffers per read
 * @param round which of the rounds it belongs to, from 0
 * @param nanos time for each buffer
 * @param bytes allocated for each buffer, by the whole process
 * @param failed invocations in which bytes or buffers were missing
 */
record DispatchRun(
    Variant variant, int buffers, int round, double nanos, double bytes, long failed) {
  static DispatchRun of(RunResult result, int round) {
    return new DispatchRun(
        Variant.valueOf(result.getParams().getParam("variant")),
        Integer.parseInt(result.getParams().getParam("buffers")),
        round,
        result.getPrimaryResult().getScore(),
        secondary(result, "gc.alloc.rate.norm"),
        (long) secondary(result, "failed"));
  }

  /** JMH has put signs of its own before some names. */
  @SuppressWarnings("rawtypes") // JMH's signature
  private static double secondary(RunResult result, String name) {
    for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
      if (entry.getKey().endsWith(name)) {
        return entry.getValue().getScore();
      }
    }
    return Double.NaN;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("variant", variant.name());
    json.put("buffers", buffers);
    json.put("round", round);
    json.put("nanosPerBuffer", nanos);
    json.put("bytesPerBuffer", bytes);
    json.put("failed", failed);
    return json;
  }
}
