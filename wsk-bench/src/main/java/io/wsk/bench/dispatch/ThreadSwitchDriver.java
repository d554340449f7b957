package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Driver;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Switches on the calling thread, never far ahead of what the loop does about it. */
final class ThreadSwitchDriver implements Driver {
  private static final int AHEAD_OF_LOOP = 64;

  private final Receiver receiver;
  private final Switches.OffAndOn change;
  private final @Nullable Traffic traffic;

  /**
   * A driver.
   *
   * @param receiver closed with the driver, if there is no traffic to close it
   * @param change what is done
   * @param traffic what arrives meanwhile, or null for nothing; closed with the driver
   */
  ThreadSwitchDriver(Receiver receiver, Switches.OffAndOn change, @Nullable Traffic traffic) {
    this.receiver = receiver;
    this.change = change;
    this.traffic = traffic;
  }

  @Override
  public boolean run(int operations) throws InterruptedException {
    for (int done = 1; done <= operations; done++) {
      change.run();
      if (done % AHEAD_OF_LOOP == 0) {
        receiver.channel().eventLoop().submit(() -> true).sync();
      }
    }
    return traffic == null || traffic.isRight();
  }

  @Override
  public void close() throws IOException {
    if (traffic == null) {
      receiver.close();
    } else {
      traffic.close();
    }
  }
}
