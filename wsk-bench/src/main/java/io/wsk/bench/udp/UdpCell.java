package io.wsk.bench.udp;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a load.
 *
 * @param bytes of one datagram
 * @param inFlight datagrams on their way at a time
 */
public record UdpCell(int bytes, int inFlight) {
  private static final List<Integer> BYTES = List.of(64, 1024);
  private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64);

  /** What the budget is stated for: enough datagrams on their way to make lists of them. */
  private static final int BUDGET_IN_FLIGHT = 64;

  /**
   * All shapes that are measured.
   *
   * @return the cells, in the order of a report
   */
  public static List<UdpCell> all() {
    List<UdpCell> all = new ArrayList<>();
    for (int bytes : BYTES) {
      for (int inFlight : IN_FLIGHT) {
        all.add(new UdpCell(bytes, inFlight));
      }
    }
    return all;
  }

  /**
   * The shapes that the budget is stated for.
   *
   * @return some of {@link #all}
   */
  public static List<UdpCell> ofBudget() {
    return all().stream().filter(cell -> cell.inFlight() == BUDGET_IN_FLIGHT).toList();
  }

  /**
   * The name that samples carry.
   *
   * @return such as {@code 64 B, 16 in flight}
   */
  public String label() {
    return bytes + " B, " + inFlight + " in flight";
  }
}
