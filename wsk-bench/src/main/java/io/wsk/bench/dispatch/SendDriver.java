package io.wsk.bench.dispatch;

import io.netty.buffer.ByteBuf;
import io.wsk.bench.jmh.LoopDriver;
import java.io.IOException;

/** Sends a buffer over and over, some at a time. */
final class SendDriver extends LoopDriver {
  private final Receiver connection;
  private final ByteBuf buffer = Messages.buffers(1).get(0);
  private final Sender sender;
  private final int atATime;

  // Written before the hand-over to the loop, then by it.
  private int sends;
  private long expectedSends;
  private long expectedBytes;

  /**
   * A driver.
   *
   * @param connection counts what is flushed; closed with the driver
   * @param maker makes what sends on it
   * @param atATime how many sends leave in one flush
   */
  SendDriver(Receiver connection, Sender.Maker maker, int atATime) {
    super(connection.channel().eventLoop());
    this.connection = connection;
    this.sender = maker.of(buffer);
    this.atATime = atATime;
  }

  @Override
  protected void begin(int operations) {
    sends = operations;
    expectedSends = sender.completed() + operations;
    expectedBytes = connection.bytes() + (long) operations * Messages.BYTES;
  }

  @Override
  protected Next step() {
    for (int left = sends; left > 0; left -= atATime) {
      for (int i = 1; i < atATime; i++) {
        sender.send(false);
      }
      sender.send(true);
    }
    sends = 0;
    // What completes a send may have been queued behind this step.
    return sender.completed() == expectedSends ? Next.DONE : Next.AGAIN;
  }

  @Override
  protected boolean isRight() {
    return sender.completed() == expectedSends
        && connection.bytes() == expectedBytes
        && buffer.refCnt() == 1;
  }

  @Override
  public void close() throws IOException {
    connection.close();
    buffer.release();
  }
}
