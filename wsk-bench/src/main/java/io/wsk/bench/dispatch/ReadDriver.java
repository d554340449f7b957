package io.wsk.bench.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCounted;
import io.wsk.bench.jmh.LoopDriver;
import java.io.IOException;
import java.util.List;

/**
 * Takes the place of the transport: fires reads into a receiver's pipeline, on its event loop. A
 * read is some messages, then the end of the read. As a transport would, it fires none while the
 * receiver has not taken what came before.
 */
final class ReadDriver extends LoopDriver {
  private final Receiver receiver;
  private final ChannelPipeline pipeline;
  private final ReferenceCounted[] messages;
  private final ByteBuf[] contents;
  private final long bytesPerRead;
  private final int readsPerStep;

  // Written before the hand-over to the loop, then by it.
  private int reads;
  private long expected;

  /**
   * A driver.
   *
   * @param receiver is closed with it
   * @param messages what a read brings, again and again; they are released with the driver
   * @param readsPerStep after how many reads the loop's other tasks have their turn
   */
  ReadDriver(Receiver receiver, List<? extends ReferenceCounted> messages, int readsPerStep) {
    super(receiver.channel().eventLoop());
    this.receiver = receiver;
    this.pipeline = receiver.channel().pipeline();
    this.messages = messages.toArray(ReferenceCounted[]::new);
    this.contents = messages.stream().map(Messages::content).toArray(ByteBuf[]::new);
    this.bytesPerRead = (long) messages.size() * Messages.BYTES;
    this.readsPerStep = readsPerStep;
  }

  @Override
  protected void begin(int count) {
    reads = count / messages.length;
    expected = receiver.bytes();
  }

  @Override
  protected Next step() {
    // The channel itself is to do nothing: not even to ask for more when a read has ended.
    receiver.channel().config().setAutoRead(false);
    int left = reads;
    long due = expected;
    for (int room = readsPerStep; left > 0 && room > 0 && receiver.bytes() == due; room--) {
      read();
      left--;
      due += bytesPerRead;
    }
    reads = left;
    expected = due;
    if (left > 0 || receiver.bytes() != due) {
      return Next.AGAIN;
    }
    receiver.finish();
    return Next.DONE;
  }

  private void read() {
    for (int i = 0; i < messages.length; i++) {
      // Whoever read it last time may have moved it.
      contents[i].readerIndex(0);
      pipeline.fireChannelRead(messages[i].retain());
    }
    pipeline.fireChannelReadComplete();
    receiver.readDone();
  }

  @Override
  protected boolean isRight() {
    for (ReferenceCounted message : messages) {
      if (message.refCnt() != 1) {
        return false;
      }
    }
    return receiver.bytes() == expected;
  }

  @Override
  public void close() throws IOException {
    receiver.close();
    for (ReferenceCounted message : messages) {
      message.release();
    }
  }
}
