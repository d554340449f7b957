package io.wsk.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Gives the reads of a datagram channel their memory, and says when there is no more to be read.
 *
 * <p>A read needs room for the longest datagrams, many at a time. Where the Java heap is small, 512
 * MiB or less, Netty's allocator does not pool as much: it would be got from the host and zeroed
 * for each read. So the loop keeps it: {@link ReadRoom}.
 *
 * <p>A system call that could have brought more datagrams than it did has brought all there were.
 * Netty would ask once more. What has come since is told by the host again, which reports
 * readability for as long as there is something.
 *
 * <p>A channel asks for its handle once, so the sizes are here and can be changed. Loop only, once
 * the channel is registered.
 */
final class DatagramRoom implements MaxMessagesRecvByteBufAllocator {
  private final Channel channel;
  private final MaxMessagesRecvByteBufAllocator counters;
  private int datagramBytes = 1;
  private int datagrams = 1;

  /**
   * Room for reads.
   *
   * @param channel what is read
   * @param datagramsPerRead how many are read at most before the loop's other channels have their
   *     turn
   */
  DatagramRoom(Channel channel, int datagramsPerRead) {
    this.channel = channel;
    this.counters = new FixedRecvByteBufAllocator(1).maxMessagesPerRead(datagramsPerRead);
  }

  /**
   * Sets the sizes.
   *
   * @param newDatagramBytes the room for one datagram
   * @param newDatagrams how many of them one system call may bring
   */
  void resize(int newDatagramBytes, int newDatagrams) {
    datagramBytes = newDatagramBytes;
    datagrams = newDatagrams;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface itself still has it
  public Handle newHandle() {
    return new RoomHandle((ExtendedHandle) counters.newHandle());
  }

  @Override
  public int maxMessagesPerRead() {
    return counters.maxMessagesPerRead();
  }

  @Override
  public MaxMessagesRecvByteBufAllocator maxMessagesPerRead(int count) {
    return counters.maxMessagesPerRead(count);
  }

  private int bytes() {
    return datagramBytes * datagrams;
  }

  private final class RoomHandle extends RecvByteBufAllocator.DelegatingHandle
      implements ExtendedHandle {
    private final ExtendedHandle counts;

    RoomHandle(ExtendedHandle counts) {
      super(counts);
      this.counts = counts;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      ReadRoom room = ReadRoom.ofThisLoop();
      ByteBuf last = room.take(bytes());
      return last != null ? last : allocate(allocator, room);
    }

    private ByteBuf allocate(ByteBufAllocator allocator, ReadRoom room) {
      ByteBuf fresh = allocator.ioBuffer(bytes());
      room.keep(fresh, channel.eventLoop());
      return fresh;
    }

    @Override
    public int guess() {
      return bytes();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      boolean wasFilled = datagrams == 1 || lastBytesRead() == attemptedBytesRead();
      return wasFilled && counts.continueReading(maybeMoreData);
    }
  }
}
