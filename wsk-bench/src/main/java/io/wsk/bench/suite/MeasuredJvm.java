package io.wsk.bench.suite;

import java.util.List;
import java.util.stream.Stream;

/** What is the same in all virtual machines that are measured. */
public final class MeasuredJvm {
  /**
   * Netty samples allocations to find leaks, which costs some per cent of a small message, unless
   * something turns that off. Vert.x does, wherever it runs. So that nobody is compared with
   * somebody who is spared it, everybody is.
   */
  private static final List<String> ARGS = List.of("-Dio.netty.leakDetection.level=disabled");

  private MeasuredJvm() {}

  /**
   * The options of a virtual machine.
   *
   * @param own those of a suite or of the user, who may overrule what is the same in all
   * @return what is the same in all, and then those
   */
  public static List<String> args(List<String> own) {
    return Stream.concat(ARGS.stream(), own.stream()).toList();
  }
}
