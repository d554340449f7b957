package io.wsk.tck.random;

import java.util.HashMap;
import java.util.Map;

/** Datagrams of one source come in their order on a loopback; some may be missing. One thread. */
final class DatagramOrder {
  private final Map<Integer, Integer> last = new HashMap<>();

  /** Whether a datagram may be the next one. */
  boolean allows(int source, int number) {
    return last.getOrDefault(source, -1) < number;
  }

  /** It has been taken. */
  void take(int source, int number) {
    last.put(source, number);
  }
}
