package io.wsk.bench.dispatch;

import io.wsk.bench.jmh.Driver;
import io.wsk.bench.wsk.ReceiveSwitch;
import java.io.IOException;

/** Reads for a receiver whose callback is disabled and enabled meanwhile. */
final class ToggledDriver implements Driver {
  private final Driver reads;
  private final Toggler toggler;

  ToggledDriver(Driver reads, WskReceiver receiver, int perSecond) {
    this.reads = reads;
    this.toggler =
        new Toggler(
            new ReceiveSwitch(receiver.socket()), receiver.channel().eventLoop(), perSecond);
  }

  @Override
  public boolean run(int operations) throws InterruptedException {
    return reads.run(operations) && toggler.isRight();
  }

  @Override
  public long loopNanos() {
    return reads.loopNanos();
  }

  @Override
  public void close() throws IOException {
    toggler.close();
    reads.close();
  }
}
