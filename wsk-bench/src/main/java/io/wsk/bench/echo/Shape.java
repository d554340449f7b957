package io.wsk.bench.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a load.
 *
 * @param connections how many connections, all at once
 * @param bytes of one message
 * @param pipelining messages on their way at a time on one connection
 */
record Shape(int connections, int bytes, int pipelining) {
  private static final int[] CONNECTIONS = {1, 64};
  private static final int[] BYTES = {64, 16 * 1024};
  private static final int[] PIPELINING = {1, 16};

  static List<Shape> all() {
    List<Shape> all = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      for (int bytes : BYTES) {
        for (int pipelining : PIPELINING) {
          all.add(new Shape(connections, bytes, pipelining));
        }
      }
    }
    return all;
  }

  /** Bytes on their way at a time on one connection. */
  long window() {
    return (long) bytes * pipelining;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("connections", connections);
    json.put("bytes", bytes);
    json.put("pipelining", pipelining);
    return json;
  }
}
