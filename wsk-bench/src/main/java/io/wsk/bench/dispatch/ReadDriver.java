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
  private final Memory memory;
  private final long bytesPerRead;
  private final int readsPerStep;

  // Written before the hand-over to the loop, then by it.
  private int reads;
  private long expected;

  /** Where a transport has the messages of a read from. */
  enum Memory {
    /**
     * A pool, one after the other: it hands out first what has come back last. So a receiver that
     * keeps nothing sees one and the same buffer for ever, as it does on Netty's transports.
     */
    POOL,
    /** Each message of a read has its own, as when all are read by one system call. */
    OWN
  }

  /**
   * A driver.
   *
   * @param receiver is closed with it
   * @param messages as many as a read brings; they are released with the driver
   * @param memory which of them it brings
   * @param readsPerStep after how many reads the loop's other tasks have their turn
   */
  ReadDriver(
      Receiver receiver,
      List<? extends ReferenceCounted> messages,
      Memory memory,
      int readsPerStep) {
    super(receiver.channel().eventLoop());
    this.receiver = receiver;
    this.pipeline = receiver.channel().pipeline();
    this.messages = messages.toArray(ReferenceCounted[]::new);
    this.contents = messages.stream().map(Messages::content).toArray(ByteBuf[]::new);
    this.memory = memory;
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
    int next = 0;
    for (int count = messages.length; count > 0; count--) {
      ReferenceCounted message = messages[next];
      // Whoever read it last time may have moved it.
      contents[next].readerIndex(0);
      pipeline.fireChannelRead(message.retain());
      if (memory == Memory.OWN || message.refCnt() != 1) {
        next++;
      }
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
