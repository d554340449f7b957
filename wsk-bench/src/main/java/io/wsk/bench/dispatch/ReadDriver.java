package io.wsk.bench.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes the place of the transport: fires reads into a receiver's pipeline, on its event loop. A
 * read is some buffers, then the end of the read. The caller waits meanwhile; many reads for one
 * hand-over make its cost vanish.
 */
final class ReadDriver implements AutoCloseable {
  private static final int BYTES_PER_BUFFER = 64;
  private static final int LIMIT_SECONDS = 60;

  private final Receiver receiver;
  private final ChannelPipeline pipeline;
  private final ByteBuf[] buffers;
  private final Semaphore done = new Semaphore(0);
  private final Runnable work = this::run;

  // Written before the hand-over to the loop.
  private int reads;

  ReadDriver(Receiver receiver, int buffersPerRead) {
    this.receiver = receiver;
    Channel channel = receiver.channel();
    this.pipeline = channel.pipeline();
    this.buffers = new ByteBuf[buffersPerRead];
    for (int i = 0; i < buffersPerRead; i++) {
      buffers[i] = channel.alloc().ioBuffer(BYTES_PER_BUFFER).writeZero(BYTES_PER_BUFFER);
    }
  }

  /**
   * Has a number of buffers received.
   *
   * @param count how many; a multiple of the buffers per read
   * @return whether the receiver got every byte, and gave every buffer back
   */
  boolean receive(int count) throws InterruptedException {
    long before = receiver.bytes();
    reads = count / buffers.length;
    receiver.channel().eventLoop().execute(work);
    return done.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)
        && receiver.bytes() - before == (long) count * BYTES_PER_BUFFER
        && allReturned();
  }

  private void run() {
    try {
      // The channel itself is to do nothing: not even to ask for more when a read has ended.
      receiver.channel().config().setAutoRead(false);
      for (int left = reads; left > 0; left--) {
        read();
      }
      receiver.finish();
    } finally {
      done.release();
    }
  }

  private void read() {
    for (ByteBuf buffer : buffers) {
      pipeline.fireChannelRead(buffer.retain());
    }
    pipeline.fireChannelReadComplete();
  }

  private boolean allReturned() {
    for (ByteBuf buffer : buffers) {
      if (buffer.refCnt() != 1) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    for (ByteBuf buffer : buffers) {
      buffer.release();
    }
  }
}
