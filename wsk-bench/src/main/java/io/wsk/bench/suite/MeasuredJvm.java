package io.wsk.bench.suite;

import java.util.List;

/** What is the same in all virtual machines that are measured. */
public final class MeasuredJvm {
  /**
   * Options that come before those of a suite or of the user, who may overrule them.
   *
   * <p>Netty samples allocations to find leaks, which costs some per cent of a small message,
   * unless something turns that off. Vert.x does, wherever it runs. So that nobody is compared with
   * somebody who is spared it, everybody is.
   */
  public static final List<String> ARGS = List.of("-Dio.netty.leakDetection.level=disabled");

  private MeasuredJvm() {}
}
