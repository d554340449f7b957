package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.LoopDriver;
import java.io.IOException;

/** Switches on the loop; every change leaves it something to do, so it has its turn in between. */
final class LoopSwitchDriver extends LoopDriver {
  private static final int SWITCHES_PER_STEP = 64;

  private final Receiver receiver;
  private final Switches.OffAndOn change;
  private int left;

  LoopSwitchDriver(Receiver receiver, Switches.OffAndOn change) {
    super(receiver.channel().eventLoop());
    this.receiver = receiver;
    this.change = change;
  }

  @Override
  protected void begin(int operations) {
    left = operations;
  }

  @Override
  protected Next step() {
    for (int i = 0; i < SWITCHES_PER_STEP && left > 0; i++, left--) {
      try {
        change.run();
      } catch (InterruptedException e) {
        throw new IllegalStateException("the loop never waits", e);
      }
    }
    return left == 0 ? Next.DONE : Next.AGAIN;
  }

  @Override
  protected boolean isRight() {
    return receiver.channel().config().isAutoRead();
  }

  @Override
  public void close() throws IOException {
    receiver.close();
  }
}
