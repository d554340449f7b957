package io.wsk.bench.echo;

import io.wsk.bench.server.ServerProcess;
import io.wsk.bench.server.Usage;
import java.io.IOException;
import java.time.Duration;

/**
 * Warms a server until its compiler is quiet: until threads other than the event loop take hardly
 * any time, but not for ever, since there may be other reasons for that.
 */
final class WarmUp {
  private static final int MAX = 3;
  private static final double QUIET = 0.05;

  private WarmUp() {}

  /** Opens a load. */
  @FunctionalInterface
  interface Loader {
    Load connect(int port) throws IOException;
  }

  /** Runs loads of a duration; a server in C, which has one thread, gets one. */
  static void of(ServerProcess server, Loader loader, Duration duration)
      throws IOException, InterruptedException, WrongAnswerException {
    try (Load load = loader.connect(server.port())) {
      load.run(duration.dividedBy(MAX)); // a server has no usage before it has accepted
      for (int i = 0; i < MAX; i++) {
        Usage before = server.usage();
        load.run(duration);
        if (isQuiet(server.usage().minus(before))) {
          return;
        }
      }
    }
  }

  static boolean isQuiet(Usage used) {
    return used.processNanos() - used.loopNanos() < QUIET * used.loopNanos();
  }
}
