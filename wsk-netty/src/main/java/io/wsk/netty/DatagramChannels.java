package io.wsk.netty;

import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramChannelConfig;

/** How the channels of datagram sockets are set up. */
final class DatagramChannels {
  /** How many datagrams one read brings at most. */
  private static final int DATAGRAMS_PER_READ = 16;

  /** How much memory one system call is given for many datagrams, in bytes. */
  private static final int BATCH_BYTES = 256 * 1024;

  /** How much is in Netty's hands and can no longer be withdrawn, in bytes. */
  private static final WriteBufferWaterMark IN_TRANSPORT =
      new WriteBufferWaterMark(128 * 1024, 256 * 1024);

  private DatagramChannels() {}

  /** Sets a new channel up: not reading, one datagram an error must not close it. */
  static void prepare(DatagramChannel channel, ProviderRuntime runtime) {
    NettyOptions options = runtime.options();
    DatagramChannelConfig config = channel.config();
    config.setAutoRead(false);
    config.setAutoClose(false);
    config.setAllocator(options.allocator());
    config.setWriteBufferWaterMark(IN_TRANSPORT);
    config.setRecvByteBufAllocator(new DatagramRoom(channel, DATAGRAMS_PER_READ));
    readMany(channel, runtime);
    if (!runtime.transport().readsSynchronously()) {
      ReadAhead.guard(channel);
    }
  }

  /**
   * Gives a read room for many datagrams. Each has room for one byte more than it may be long: if
   * that is used, the datagram was longer, which the host does not tell otherwise.
   */
  static void readMany(DatagramChannel channel, ProviderRuntime runtime) {
    int room = runtime.options().datagramPayloadBytes() + 1;
    if (runtime.transport().transport() == Transport.EPOLL) {
      int batch = Math.max(1, Math.min(DATAGRAMS_PER_READ, BATCH_BYTES / room));
      channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, room);
      setRoom(channel, room, batch);
    } else {
      setRoom(channel, room, 1);
    }
  }

  /** Gives a read room for one message that the host has made of many datagrams. */
  static void readCoalesced(DatagramChannel channel, ProviderRuntime runtime) {
    channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, 0);
    setRoom(channel, Math.max(runtime.options().datagramPayloadBytes(), 0xFFFF) + 1, 1);
  }

  private static void setRoom(DatagramChannel channel, int datagramBytes, int datagrams) {
    DatagramRoom room = (DatagramRoom) channel.config().getRecvByteBufAllocator();
    room.resize(datagramBytes, datagrams);
  }
}
