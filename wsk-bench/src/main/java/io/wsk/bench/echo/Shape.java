package io.wsk.bench.echo;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a load.
 *
 * @param connections how many connections, all at once
 * @param bytes of one message
 * @param pipelining messages on their way at a time on one connection
 */
public record Shape(int connections, int bytes, int pipelining) {
  /** A small message, in bytes. */
  public static final int SMALL = 64;

  /** A message of middle size, in bytes. */
  public static final int MIDDLE = 1024;

  /** A large message, in bytes. */
  public static final int LARGE = 16 * 1024;

  private static final int KIB = 1024;
  private static final List<Integer> PIPELINING = List.of(1, 16);

  /**
   * The shapes that budgets are stated for.
   *
   * @return eight shapes
   */
  public static List<Shape> budgeted() {
    return all(List.of(1, 64), List.of(SMALL, LARGE));
  }

  /**
   * All shapes that echo is measured with.
   *
   * @return eighteen shapes
   */
  public static List<Shape> all() {
    return all(List.of(1, 64, 1000), List.of(SMALL, MIDDLE, LARGE));
  }

  private static List<Shape> all(List<Integer> connections, List<Integer> bytes) {
    List<Shape> all = new ArrayList<>();
    for (int count : connections) {
      for (int size : bytes) {
        PIPELINING.forEach(pipelining -> all.add(new Shape(count, size, pipelining)));
      }
    }
    return all;
  }

  /**
   * The name of the cell of echo that has this shape.
   *
   * @return such as {@code 64 x 16 KiB x 16}: connections, bytes, pipelining
   */
  public String name() {
    return size() + " x " + pipelining;
  }

  /**
   * The name of the cell of a load that knows no pipelining.
   *
   * @return such as {@code 64 x 16 KiB}: connections, bytes
   */
  public String size() {
    String size = bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " B";
    return connections + " x " + size;
  }

  /** Bytes on their way at a time on one connection. */
  long window() {
    return (long) bytes * pipelining;
  }
}
