package io.wsk.bench.udp;

import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.wsk.bench.server.ServerTransport;

/** What raw Netty's datagram channels are, on each transport. */
final class UdpTransport {
  /** The longest datagram that servers which read many at a time have room for, in bytes. */
  static final int PAYLOAD_BYTES = 2047;

  /** How many datagrams one read brings at most, which is what WSK's sockets read, too. */
  private static final int DATAGRAMS_PER_READ = 16;

  private UdpTransport() {}

  static Class<? extends DatagramChannel> channel(ServerTransport transport) {
    return transport == ServerTransport.EPOLL
        ? EpollDatagramChannel.class
        : NioDatagramChannel.class;
  }

  /** Lets one system call read many datagrams, where the transport can. */
  static void readMany(DatagramChannel channel) {
    int room = PAYLOAD_BYTES + 1;
    boolean isEpoll = channel instanceof EpollDatagramChannel;
    if (isEpoll) {
      channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, room);
    }
    // The allocator decides how many are read at a time, too.
    channel
        .config()
        .setOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(isEpoll ? room * DATAGRAMS_PER_READ : room)
                .maxMessagesPerRead(DATAGRAMS_PER_READ));
  }
}
