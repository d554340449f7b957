package io.wsk.bench.load;

import io.wsk.bench.server.Server;
import io.wsk.bench.server.Usage;
import java.lang.management.ManagementFactory;

/** Servers in this process. */
public final class LocalTarget {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private LocalTarget() {}

  /** A server of this process under load. */
  public static Target of(Server server) {
    return new Target(server.port(), () -> usage(server.loop().thread()));
  }

  private static Usage usage(Thread loop) {
    long nanos = THREADS.getThreadCpuTime(loop.getId());
    return new Usage(nanos, nanos, THREADS.getThreadAllocatedBytes(loop.getId()));
  }
}
